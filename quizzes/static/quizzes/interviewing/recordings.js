// Recordings of spoken answers, kept in this browser alone (IndexedDB) for a week. Nothing here
// sends anything. Where a browser keeps no database, a recording lasts as long as its page.

const DATABASE = "recordings";
const STORE = "recordings";
const KEPT_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

const onThisPage = new Map();
let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("another tab holds an older database"));
  });
  return opened;
}

async function inStore(mode, act) {
  const store = (await database()).transaction(STORE, mode).objectStore(STORE);
  const request = act(store);
  return new Promise((resolve, reject) => {
    store.transaction.oncomplete = () => resolve(request?.result);
    store.transaction.onabort = () => reject(store.transaction.error);
  });
}

// Whether the recording will still be there on the next page.
export async function keep(key, blob) {
  onThisPage.set(key, blob);
  try {
    await inStore("readwrite", (store) => store.put({ key, blob, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export async function find(key) {
  if (onThisPage.has(key)) return onThisPage.get(key);
  try {
    return (await inStore("readonly", (store) => store.get(key)))?.blob;
  } catch {
    return undefined;
  }
}

export async function forget(key) {
  onThisPage.delete(key);
  try {
    await inStore("readwrite", (store) => store.delete(key));
  } catch {
    // Without a database nothing else was kept.
  }
}

export async function forgetAll() {
  onThisPage.clear();
  try {
    await inStore("readwrite", (store) => store.clear());
  } catch {
    // Without a database nothing else was kept.
  }
}

export async function areThereAny() {
  if (onThisPage.size) return true;
  try {
    return (await inStore("readonly", (store) => store.count())) > 0;
  } catch {
    return false;
  }
}

export async function forgetOld() {
  const oldest = Date.now() - KEPT_MILLISECONDS;
  try {
    const all = await inStore("readonly", (store) => store.getAll());
    for (const { key, at } of all) if (at < oldest) await forget(key);
  } catch {
    // Without a database nothing is old.
  }
}
