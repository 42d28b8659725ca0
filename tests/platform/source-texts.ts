import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

/** One text asked for in the source: a key, or a pattern where parts are only known at run time. */
export interface Asked {
  where: string
  namespace: string
  /** `*` stands for a part between dots that is only known at run time. */
  key: string
}

export function sourceFiles(dir: string): string[] {
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(dir, entry.name)
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : sourceFiles(at)
    return /\.tsx?$/.test(entry.name) ? [at] : []
  })
}

export const parse = (file: string) =>
  ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

const placeOf = (source: ts.SourceFile, node: ts.Node) =>
  `${path.relative(process.cwd(), source.fileName)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`

/** The namespace that `expression` (useTranslation('x'), textsIn(locale, 'x')) brings; the giving room's own textsIn has one. */
function namespaceOfCall(source: ts.SourceFile, expression: ts.Node | undefined): string | null {
  if (!expression || !ts.isCallExpression(expression)) return null
  const name = expression.expression.getText()
  const literal = expression.arguments.find(ts.isStringLiteral)?.text
  if (name === 'useTranslation') return literal ?? 'ui'
  if (name === 'textsIn') return literal ?? (/app\/giving\//.test(source.fileName) ? 'papers' : null)
  return null
}

/** What `t` means at `node`: the nearest declaration or parameter outwards. */
function namespaceAt(source: ts.SourceFile, node: ts.Node): string | null {
  for (let scope: ts.Node | undefined = node.parent; scope; scope = scope.parent) {
    let found: string | null = null
    if (ts.isFunctionLike(scope)) {
      for (const p of scope.parameters) {
        const type = p.type?.getText() ?? ''
        if (p.name.getText() === 't') found = /Translate<'(\w+)'>/.exec(type)?.[1] ?? found
      }
    }
    if (ts.isBlock(scope) || ts.isSourceFile(scope)) {
      for (const statement of scope.statements) {
        if (!ts.isVariableStatement(statement)) continue
        for (const d of statement.declarationList.declarations) {
          const names = ts.isObjectBindingPattern(d.name)
            ? d.name.elements.map((e) => e.name.getText())
            : [d.name.getText()]
          if (names.includes('t')) found = namespaceOfCall(source, d.initializer) ?? found
        }
      }
    }
    if (found) return found
  }
  return null
}

/** Every key that an argument can be; null where it cannot be told. */
function keysOf(node: ts.Expression): string[] | null {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return keysOf(node.expression)
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [keysOf(node.whenTrue), keysOf(node.whenFalse)]
    return yes && no && [...yes, ...no]
  }
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map((s) => `*${s.literal.text}`).join('')]
  }
  return null
}

const namespaceOption = (call: ts.CallExpression): string | null => {
  const options = call.arguments[1]
  if (!options || !ts.isObjectLiteralExpression(options)) return null
  for (const p of options.properties) {
    if (ts.isPropertyAssignment(p) && p.name.getText() === 'ns' && ts.isStringLiteral(p.initializer)) {
      return p.initializer.text
    }
  }
  return null
}

/** `t(key)`, `t(words[kind])`: the keys stand elsewhere, as data. */
const isData = (node: ts.Expression | undefined) =>
  node !== undefined && (ts.isIdentifier(node) || ts.isElementAccessExpression(node))

/** Every text that a file asks for, and the places where the scan cannot tell which. */
export function textsAskedIn(source: ts.SourceFile): { asked: Asked[]; unclear: string[] } {
  const asked: Asked[] = []
  const unclear: string[] = []
  walk(source, (node) => {
    if (ts.isElementAccessExpression(node) || ts.isPropertyAccessExpression(node)) {
      const direct = directAccess(node)
      if (direct) asked.push({ where: placeOf(source, node), ...direct })
    }
    if (!ts.isCallExpression(node)) return
    const callee = node.expression
    const isT = ts.isIdentifier(callee) && callee.text === 't'
    const inner = namespaceOfCall(source, callee)
    if (!isT && !inner) return
    const namespace = namespaceOption(node) ?? inner ?? namespaceAt(source, node)
    const keys = node.arguments[0] && keysOf(node.arguments[0])
    if (namespace && isData(node.arguments[0])) return
    if (!namespace || !keys) unclear.push(`${placeOf(source, node)} ${node.getText().slice(0, 80)}`)
    else for (const key of keys) asked.push({ where: placeOf(source, node), namespace, key })
  })
  return { asked, unclear }
}

/** `(locale === 'en' ? en : zhCN).ui.refused[reason]`, for pages that never reach the router. */
function directAccess(node: ts.ElementAccessExpression | ts.PropertyAccessExpression) {
  const parent = node.parent
  if (
    (ts.isElementAccessExpression(parent) || ts.isPropertyAccessExpression(parent)) &&
    parent.expression === node
  )
    return null
  const parts: string[] = []
  let at: ts.Expression = node
  while (ts.isElementAccessExpression(at) || ts.isPropertyAccessExpression(at)) {
    parts.unshift(ts.isPropertyAccessExpression(at) ? at.name.text : '*')
    at = at.expression
  }
  if (!/^\(?(\w+ === 'en' \? )?(en|zhCN)\b/.test(at.getText()) || parts.length < 2) return null
  return { namespace: parts[0]!, key: parts.slice(1).join('.') }
}

/** Strings that look like keys, for those that are handed to `t` as data. */
export function dottedStringsIn(source: ts.SourceFile): string[] {
  const found: string[] = []
  walk(source, (node) => {
    if (ts.isStringLiteral(node) && /^\w+(\.\w+)+$/.test(node.text)) found.push(node.text)
  })
  return found
}

const han = /\p{Script=Han}/u

/** Chinese characters that stand in code: literals and markup, not comments. Seals carry theirs by name. */
export function chineseIn(source: ts.SourceFile): string[] {
  const found: string[] = []
  walk(source, (node) => {
    const text =
      ts.isStringLiteralLike(node) ||
      ts.isJsxText(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
        ? node.text
        : ts.isRegularExpressionLiteral(node)
          ? node.text
          : ''
    if (han.test(text) && !isSealCharacter(node))
      found.push(`${placeOf(source, node)} ${text.trim().slice(0, 40)}`)
  })
  return found
}

/** A seal is a picture made of characters; what it says is said in words beside it. */
function isSealCharacter(node: ts.Node): boolean {
  const attribute = node.parent
  if (!attribute || !ts.isJsxAttribute(attribute)) return false
  const element = attribute.parent.parent
  return element.tagName.getText() === 'Seal' && ['name', 'characters'].includes(attribute.name.getText())
}
