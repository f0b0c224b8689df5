"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

/** The parts of one event's desk. */
export function EventTabs({ label, tabs }: { label: string; tabs: { href: string; text: string }[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto border-line border-b px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1">
        {tabs.map(({ href, text }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={path === href ? "page" : undefined}
              className="flex min-h-11 items-center whitespace-nowrap border-transparent border-b-3 px-3 font-semibold text-muted text-sm hover:text-ink focus-visible:-outline-offset-3 aria-[current]:border-accent aria-[current]:text-ink"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
