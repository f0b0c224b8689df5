import { jobUrl, queue } from "./client";
import { schedules } from "./jobs";
import { timed } from "./timed";

/** One schedule a job, by its own id: installing again changes nothing. */
export async function installSchedules(): Promise<void> {
  for (const [job, cron] of Object.entries(schedules)) {
    await timed(
      queue().schedules.create({
        destination: jobUrl(job),
        cron,
        scheduleId: `holdfast-${job}`,
        body: "{}",
        retries: 0,
      }),
    );
  }
}
