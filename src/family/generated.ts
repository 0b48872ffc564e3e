/** All that is generated in an images folder from its catalog. The shipped folder has it committed (`npm run docs`). */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { componentFolder } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { confFiles } from './conf.ts'
import { withGeneratedStages } from './dockerfile.ts'

/**
 * The generated files, by their path in the images folder.
 * @param images the shipped images folder.
 * @param shipped the catalog that is laid under a user's; the same for the shipped family.
 */
export function generatedFiles(images: string, catalog: Catalog, shipped: Catalog): Map<string, string> {
  const dockerfile = readFileSync(path.join(images, 'Dockerfile'), 'utf8')
  const folders = readdirSync(path.join(images, 'components'))
  const withRootfs = folders.filter((name) =>
    readdirSync(path.join(images, componentFolder(name))).includes('rootfs'),
  )
  const packages = Object.entries(catalog.components).flatMap(([name, { debian }]): [string, string][] => {
    const lines = [...debian].sort().map((one) => `${one}\n`)
    return lines.length === 0 ? [] : [[`${componentFolder(name)}/packages`, lines.join('')]]
  })
  return new Map([
    ['Dockerfile', withGeneratedStages(dockerfile, { catalog, shipped, withRootfs })],
    ...packages,
    ...confFiles(catalog, shipped),
  ])
}
