/** The inputs of the plan entry. */
import { REBUILD } from '../../plan/filters.ts'
import { booleanInput, choiceInput, listInput, readCommonInputs } from '../inputs.ts'

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs() {
  return {
    ...readCommonInputs(),
    filters: {
      versions: listInput('versions'),
      variants: listInput('variants'),
      platforms: listInput('platforms'),
      only: listInput('only'),
    },
    rebuild: choiceInput('rebuild', REBUILD, 'changed'),
    /** What becomes of experimental cells; undefined to leave it to the catalog. */
    experimental: choiceInput('experimental', ['build', 'exclude'], undefined),
    base: listInput('base'),
    unreleased: booleanInput('unreleased'),
  }
}
