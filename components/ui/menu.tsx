"use client";

import { Menu as Base } from "@base-ui/react/menu";

const itemClass =
  "flex min-h-11 w-full cursor-pointer items-center gap-2 rounded-sm px-3 py-2 text-start text-sm outline-none data-highlighted:bg-sunken data-disabled:opacity-50";

/** A button that opens a short list of things to do. */
export function Menu({ trigger, children }: { trigger: React.ReactElement; children: React.ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className="z-20">
          <Base.Popup className="min-w-48 rounded-md border border-line bg-surface p-1 text-ink shadow-lift outline-none transition duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export const MenuItem = ({ onSelect, children }: { onSelect: () => void; children: React.ReactNode }) => (
  <Base.Item className={itemClass} onClick={onSelect}>
    {children}
  </Base.Item>
);

export const MenuLink = ({ href, children }: { href: string; children: React.ReactNode }) => (
  <Base.LinkItem className={itemClass} href={href}>
    {children}
  </Base.LinkItem>
);
