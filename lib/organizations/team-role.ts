import { z } from "zod";
import { roles } from "@/lib/core/roles";

export const teamRole = z.enum(roles);

export const membersMax = 100;
