/** `npm run kubernetes`: checks of images on a cluster. */
import { ConfigurationError } from '../errors.ts'
import { checkUntilSignal } from '../kubernetes/interrupt.ts'
import { kubectlAt } from '../kubernetes/kubectl.ts'
import { failuresOf, failureText, gridText, headline, resultLine } from '../kubernetes/report.ts'
import { type CheckResult, selectChecks } from '../kubernetes/run.ts'
import { parseReference } from '../oci/reference.ts'
import type { Command } from './arguments.ts'
import type { Context } from './context.ts'

/**
 * Shows a line for each check as it ends, and then the grid.
 * @throws ConfigurationError with the failures, after the grid; also where the cluster can't run any check.
 */
export async function checkLocally(command: Command, context: Context): Promise<string> {
  const { root, progress } = context
  const { images = [], services, only, namespace } = command
  rejectMistakes(command)
  progress.step(`check ${images.length === 1 ? images[0] : `${images.length} images`} on Kubernetes`)
  if (services === undefined)
    progress.info(
      'without --services, checks that need an S3 server, a REST catalog or PostgreSQL are left out',
    )
  const kubectl = kubectlAt({ context: command.context })
  const results: CheckResult[] = []
  const onResult = (result: CheckResult): void => {
    results.push(result)
    progress.info(resultLine(result))
  }
  try {
    await checkUntilSignal(kubectl, { images, only, services, namespace, root }, onResult, progress.info)
  } finally {
    // Of what was run, also where the rest could not be.
    if (results.length > 0) {
      progress.step(headline(results))
      progress.info(gridText(results))
    }
  }
  if (failuresOf(results).length > 0) throw new ConfigurationError(failureText(results))
  return 'No check failed.'
}

/** Mistakes that need no cluster to be seen. @throws ConfigurationError naming the first one. */
function rejectMistakes({ images = [], services, only }: Command): void {
  for (const name of [...images, ...(services === undefined ? [] : [services])]) parseReference(name)
  selectChecks(only)
}
