import path from 'node:path'
import * as core from '@actions/core'
import { cellsOf, selectCells } from '../catalog/cells.ts'
import { loadCatalog } from '../catalog/load.ts'
import { resolveBase } from '../plan/base.ts'
import { encodePlan } from '../plan/encode.ts'
import { matrixOf } from '../plan/matrix.ts'
import { preparePlan } from '../plan/prepare.ts'
import { IMAGES, imageInput, listInput, repositoryInput, runEntry } from './entry.ts'

await runEntry(async () => {
  const catalog = await loadCatalog(path.join(IMAGES, 'catalog.yml'))
  const cells = cellsOf(catalog)
  const only = listInput('only')
  const selected = only.length === 0 ? cells : selectCells(cells, only)
  const rebuild = core.getInput('rebuild') === 'all'
  const repository = rebuild ? {} : { repository: await repositoryInput(imageInput()) }
  const plan = await preparePlan({
    catalog,
    images: IMAGES,
    base: await resolveBase(core.getInput('base') || catalog.base),
    selection: { ids: new Set(selected.map(({ id }) => id)) },
    ...repository,
  })
  const matrix = matrixOf(plan)

  core.setOutput('matrix', JSON.stringify(matrix))
  core.setOutput('count', matrix.include.length)
  core.setOutput('changed', matrix.include.length > 0)
  core.setOutput('plan', encodePlan(plan))
  const rows = plan.cells.map(({ cell, verdict, tag }) => [
    cell.id,
    cell.platform,
    verdict.kind,
    [verdict.reason, ...cell.rules.map((rule) => `${rule.support}: ${rule.reason}`)].join('; '),
    tag,
  ])
  for (const row of rows) core.info(row.join('  '))
  if (process.env.GITHUB_STEP_SUMMARY) {
    const header = ['cell', 'platform', 'verdict', 'reason', 'staging tag'].map((data) => ({
      data,
      header: true,
    }))
    await core.summary
      .addHeading('Spark images', 2)
      .addTable([header, ...rows])
      .write()
  }
})
