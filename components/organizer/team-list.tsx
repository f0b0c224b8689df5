"use client";

import { useFormatter, useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { inputClass } from "@/components/ui/field";
import { type Role, roles } from "@/lib/core/roles";
import { Ask } from "./ask";
import { useDone } from "./use-done";

export type Outcome = { ok: true; value: unknown } | { ok: false; problem: { kind: string } };
export type TeamMember = { userId: string; name: string | null; email: string; role: Role; joinedAt: string };
export type TeamInvitation = { id: string; email: string; role: Role; expiresAt: string };

type Doings = {
  giveRole: (input: { userId: string; role: Role }) => Promise<Outcome>;
  remove: (input: { userId: string }) => Promise<Outcome>;
  takeBack: (input: { invitationId: string }) => Promise<Outcome>;
};

/** `doings` only for those who manage the team. */
export function MemberList({
  members,
  ownId,
  doings,
}: {
  members: TeamMember[];
  ownId: string;
  doings?: Omit<Doings, "takeBack"> | undefined;
}) {
  return (
    <ul className="flex flex-col">
      {members.map((member) => (
        <MemberLine key={member.userId} member={member} isSelf={member.userId === ownId} doings={doings} />
      ))}
    </ul>
  );
}

type LineProps = { member: TeamMember; isSelf: boolean; doings: Omit<Doings, "takeBack"> | undefined };

function MemberLine({ member, isSelf, doings }: LineProps) {
  const t = useTranslations("team");
  const role = useTranslations("roles");
  const format = useFormatter();
  const name = member.name ?? member.email;
  const date = format.dateTime(new Date(member.joinedAt), { dateStyle: "medium" });
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-line border-t py-3 first:border-0 first:pt-0 last:pb-0">
      <span className="min-w-0 flex-1 basis-56">
        <span className="block break-words font-semibold">
          {name} {isSelf && <span className="font-normal text-muted">({t("you")})</span>}
        </span>
        <span className="block break-all text-muted text-xs">
          {member.name && `${member.email} · `}
          {t("since", { date })}
        </span>
      </span>
      {doings ? (
        <span className="flex items-center gap-2">
          <RolePick member={member} name={name} giveRole={doings.giveRole} />
          {!isSelf && (
            <Ask
              trigger={
                <button type="button" className={buttonClass("quiet", "sm")} aria-label={t("removeOf", { name })}>
                  {t("remove")}
                </button>
              }
              texts={{ title: t("removeTitle", { name }), text: t("removeText"), go: t("remove"), cancel: t("cancel") }}
              act={() => doings.remove({ userId: member.userId })}
              done={() => t("removed", { name })}
              words={{ conflict: t("lastOwner") }}
            />
          )}
        </span>
      ) : (
        <span className="font-semibold text-sm">{role(member.role)}</span>
      )}
    </li>
  );
}

function RolePick({ member, name, giveRole }: { member: TeamMember; name: string } & Pick<Doings, "giveRole">) {
  const t = useTranslations("team");
  const role = useTranslations("roles");
  const { pending, run } = useDone();
  const give = (next: Role) =>
    run(
      () => giveRole({ userId: member.userId, role: next }),
      () => t("roleSaved", { name, role: role(next) }),
      { conflict: t("lastOwner") },
    );
  return (
    <select
      aria-label={t("roleOf", { name })}
      className={`${inputClass} min-h-10 w-36 py-1 text-sm`}
      value={member.role}
      disabled={pending}
      onChange={(event) => give(roles.find((each) => each === event.target.value) ?? member.role)}
    >
      {roles.map((each) => (
        <option key={each} value={each}>
          {role(each)}
        </option>
      ))}
    </select>
  );
}

export function InvitationList({
  invitations,
  takeBack,
}: { invitations: TeamInvitation[] } & Pick<Doings, "takeBack">) {
  const t = useTranslations("team");
  const role = useTranslations("roles");
  const format = useFormatter();
  const { pending, run } = useDone();
  return (
    <ul className="flex flex-col">
      {invitations.map(({ id, email, role: offered, expiresAt }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-3 border-line border-t py-3 first:border-0 first:pt-0 last:pb-0"
        >
          <span className="min-w-0 flex-1 basis-56">
            <span className="block break-all font-semibold">{email}</span>
            <span className="block text-muted text-xs">
              {role(offered)} · {t("until", { date: format.dateTime(new Date(expiresAt), { dateStyle: "medium" }) })}
            </span>
          </span>
          <button
            type="button"
            className={buttonClass("quiet", "sm")}
            aria-label={t("revokeOf", { email })}
            disabled={pending}
            onClick={() =>
              run(
                () => takeBack({ invitationId: id }),
                () => t("revoked", { email }),
              )
            }
          >
            {t("revoke")}
          </button>
        </li>
      ))}
    </ul>
  );
}
