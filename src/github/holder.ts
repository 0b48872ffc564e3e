/** Who holds the release lease, for people. */

/** The run of a workflow, else this process. */
export function holder({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: NodeJS.ProcessEnv): string {
  if (GITHUB_RUN_ID === undefined) return `process ${process.pid}`
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
}
