/** The inputs of the plan entry. */
import * as core from '@actions/core'
import type { Catalog } from '../../catalog/schema.ts'
import { ConfigurationError } from '../../errors.ts'
import { type Filters, parseRebuild, type Rebuild } from '../../plan/filters.ts'
import { type EventInputs, readEventInputs } from '../events.ts'
import { type CatalogInputs, readCatalogInputs } from '../family.ts'
import { listInput, type RegistryInputs, readRegistryInputs } from '../inputs.ts'

export interface PlanInputs extends RegistryInputs, CatalogInputs, EventInputs {
  readonly filters: Filters
  readonly rebuild: Rebuild
  /** What becomes of experimental cells; undefined to leave it to the catalog. */
  readonly experimental: Catalog['experimental'] | undefined
  /** Instead of the catalog's base image; empty for that. */
  readonly base: string
}

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs(): PlanInputs {
  return {
    ...readRegistryInputs(),
    ...readCatalogInputs(),
    ...readEventInputs(),
    filters: {
      versions: listInput('versions'),
      variants: listInput('variants'),
      platforms: listInput('platforms'),
      only: listInput('only'),
    },
    rebuild: parseRebuild(core.getInput('rebuild') || 'changed'),
    experimental: parseExperimental(core.getInput('experimental')),
    base: core.getInput('base'),
  }
}

function parseExperimental(value: string): PlanInputs['experimental'] {
  if (value === '') return undefined
  if (value === 'build' || value === 'exclude') return value
  throw new ConfigurationError(
    `the input experimental is ${JSON.stringify(value)}; allowed: build, exclude, or nothing for what the catalog says`,
  )
}
