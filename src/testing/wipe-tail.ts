// What a browser under pressure, or a hand in the developer tools, does to a tablet: events that wait are gone.

/** Takes every event above the mark out of the journal; the chain's head stays. Returns what is gone. */
export async function wipeTail(indexedDB: IDBFactory, mark: number): Promise<{ seq: number; id: string }[]> {
  const database = await done(indexedDB.open('consent-kiosk'));
  const journal = database.transaction('journal', 'readwrite').objectStore('journal');
  const rows: { seq: number; id: string }[] = await done(journal.getAll());
  const gone = rows.filter(({ seq }) => seq > mark);
  for (const { seq } of gone) await done(journal.delete(seq));
  database.close();
  return gone.map(({ seq, id }) => ({ seq, id }));
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
