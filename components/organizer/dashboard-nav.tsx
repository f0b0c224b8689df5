"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

type Entry = { href: string; text: string };

const root = "/dashboard";
const isIn = (path: string, href: string) =>
  href === root ? path === root || path.startsWith(`${root}/events`) : path.startsWith(href);

/** Where you are, and where else there is to go. */
export function DashboardNav({ label, entries }: { label: string; entries: Entry[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 lg:mx-0 lg:overflow-visible lg:px-0">
      <ul className="flex gap-1 lg:flex-col">
        {entries.map(({ href, text }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={isIn(path, href) ? "page" : undefined}
              className="flex min-h-11 items-center whitespace-nowrap border-transparent px-3 py-2 font-semibold text-muted text-sm hover:text-ink aria-[current]:text-ink max-lg:border-b-2 max-lg:aria-[current]:border-accent lg:rounded-md lg:aria-[current]:bg-surface lg:aria-[current]:shadow-lift"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
