/** The inputs of the plan entry. */
import * as core from '@actions/core'
import type { Catalog } from '../../catalog/schema.ts'
import type { Filters, Rebuild } from '../../plan/filters.ts'
import { type CommonInputs, choiceInput, listInput, readCommonInputs } from '../inputs.ts'

export interface PlanInputs extends CommonInputs {
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
    ...readCommonInputs(),
    filters: {
      versions: listInput('versions'),
      variants: listInput('variants'),
      platforms: listInput('platforms'),
      only: listInput('only'),
    },
    rebuild: choiceInput('rebuild', ['changed', 'all'], 'changed'),
    experimental: choiceInput('experimental', ['build', 'exclude'], undefined),
    base: core.getInput('base'),
  }
}
