import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'

export interface TabsProps {
  label: string
  tabs: readonly { id: string; label: ReactNode; panel: ReactNode }[]
  defaultTab?: string
}

/** Views of one thing, moved through with the arrow keys. Brings react-aria-components: desk and style guide only. */
export function Tabs({ label, tabs, defaultTab }: TabsProps) {
  return (
    <AriaTabs defaultSelectedKey={defaultTab}>
      <TabList aria-label={label} className="flex overflow-x-auto border-b border-edge">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="-mb-px flex min-h-11 shrink-0 cursor-pointer items-center border-b-3 border-transparent px-4 whitespace-nowrap outline-offset-[-3px] hover:bg-sunk aria-selected:border-kapok aria-selected:font-bold"
          >
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="pt-4">
          {tab.panel}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
