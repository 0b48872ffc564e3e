import { randomBytes, randomUUID } from 'node:crypto'
import { ApiError, type KubeObject, RESOURCES } from './objects.ts'
import type { Selector } from './selector.ts'

/** A change of one object, as a watch sends it; `previous` is what a selector may have matched before. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly resource: string
  readonly version: number
  readonly object: KubeObject
  readonly previous?: KubeObject
}

/** What etcd is to a cluster: the objects and, in order, every change that they went through. */
export class Store {
  /** All changes since the start: objects are never altered, each change has its own. */
  readonly changes: Change[] = []
  readonly #objects = new Map<string, KubeObject>()
  readonly #listeners = new Set<(change: Change) => void>()

  /** resourceVersion of the whole. */
  get version(): number {
    return this.changes.length
  }

  /** Calls back on each change from now on, until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  find(resource: string, namespace: string, name: string): KubeObject | undefined {
    return this.#objects.get(key(resource, namespace, name))
  }

  get(resource: string, namespace: string, name: string): KubeObject {
    const found = this.find(resource, namespace, name)
    if (found === undefined) throw new ApiError(404, 'NotFound', `${resource} "${name}" not found`)
    return found
  }

  /** The objects of a resource, of all namespaces without one. */
  list(resource: string, namespace?: string, selector: Selector = () => true): KubeObject[] {
    const prefix = namespace === undefined ? `${resource}/` : `${resource}/${namespace}/`
    return [...this.#objects].filter(([id, it]) => id.startsWith(prefix) && selector(it)).map(([, it]) => it)
  }

  /** Create: the server gives uid, resourceVersion, creationTimestamp, a name for generateName, a pod's phase. */
  create(resource: string, namespace: string, given: Record<string, unknown>): KubeObject {
    const metadata = (given.metadata ?? {}) as Record<string, unknown>
    const generated = `${metadata.generateName}${randomBytes(3).toString('hex')}`
    const name = String(metadata.name ?? (metadata.generateName === undefined ? '' : generated))
    if (name === '') throw new ApiError(422, 'Invalid', `${resource}: a name is required`)
    if (this.find(resource, namespace, name) !== undefined)
      throw new ApiError(409, 'AlreadyExists', `${resource} "${name}" already exists`)
    const creationTimestamp = new Date().toISOString()
    const object = {
      ...given,
      ...RESOURCES[resource],
      ...(resource === 'pods' ? { status: { phase: 'Pending' } } : {}),
      metadata: { ...metadata, name, namespace, uid: randomUUID(), creationTimestamp },
    } as unknown as KubeObject
    return this.#put('ADDED', resource, object)
  }

  /** Update: what identifies the object stays; a resourceVersion that is given must be the present one. */
  update(
    resource: string,
    namespace: string,
    name: string,
    change: (now: KubeObject) => KubeObject,
  ): KubeObject {
    const now = this.get(resource, namespace, name)
    const wanted = change(now)
    const given = wanted.metadata.resourceVersion
    if (given !== undefined && given !== now.metadata.resourceVersion)
      throw new ApiError(409, 'Conflict', `${resource} "${name}" has been modified`)
    const { uid, creationTimestamp } = now.metadata
    const metadata = { ...wanted.metadata, name, namespace, uid, creationTimestamp }
    return this.#put('MODIFIED', resource, { ...wanted, ...RESOURCES[resource], metadata })
  }

  /**
   * Delete. A pod is marked only, with the seconds that its containers have to end, and goes when they have.
   * With an object goes, as the garbage collector has it, what it owns.
   */
  delete(resource: string, { metadata }: KubeObject, gracePeriodSeconds = 30): KubeObject {
    const { namespace, name, deletionTimestamp } = metadata
    if (resource !== 'pods') return this.remove(resource, namespace, name)
    if (deletionTimestamp !== undefined) return this.get(resource, namespace, name)
    const mark = {
      deletionTimestamp: new Date().toISOString(),
      deletionGracePeriodSeconds: gracePeriodSeconds,
    }
    return this.update(resource, namespace, name, (now) => ({
      ...now,
      metadata: { ...now.metadata, ...mark },
    }))
  }

  /** Takes an object away now. */
  remove(resource: string, namespace: string, name: string): KubeObject {
    const gone = this.#put('DELETED', resource, this.get(resource, namespace, name))
    const owned: Selector = ({ metadata }) =>
      (metadata.ownerReferences ?? []).some(({ uid }) => uid === gone.metadata.uid)
    for (const other of Object.keys(RESOURCES)) {
      for (const object of this.list(other, undefined, owned)) this.delete(other, object)
    }
    return gone
  }

  #put(type: Change['type'], resource: string, given: KubeObject): KubeObject {
    const version = this.version + 1
    const object = { ...given, metadata: { ...given.metadata, resourceVersion: `${version}` } }
    const id = key(resource, object.metadata.namespace, object.metadata.name)
    const previous = this.#objects.get(id)
    if (type === 'DELETED') this.#objects.delete(id)
    else this.#objects.set(id, object)
    const change = { type, resource, version, object, ...(previous === undefined ? {} : { previous }) }
    this.changes.push(change)
    for (const listener of this.#listeners) listener(change)
    return object
  }
}

function key(resource: string, namespace: string, name: string): string {
  return `${resource}/${namespace}/${name}`
}
