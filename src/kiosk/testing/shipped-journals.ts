// The journals of every schema that was ever shipped, written as the app of that time left them, with answers waiting.
// Never change one: a new schema adds one. The test opens each with today's code and hands over what waits.
// Nobody real is in them.

import { testPrivateKey, testPublicKey } from './test-keys.ts';

interface ShippedJournal {
  /** As in `db.version(n)`; Dexie multiplies it by ten. */
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: string | null;
    readonly indexes: readonly { readonly name: string; readonly unique: boolean }[];
    /** [value] or [value, key]. */
    readonly rows: readonly (readonly [object, string?])[];
  }[];
  /** Hashes in the order of the chain. */
  readonly waiting: readonly string[];
}

export function writeShippedJournal(indexedDB: IDBFactory, { version, stores }: ShippedJournal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('consent-kiosk', version * 10);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => {
      for (const { name, keyPath, indexes, rows } of stores) {
        const store = request.result.createObjectStore(name, { keyPath });
        for (const { name: index, unique } of indexes) store.createIndex(index, index, { unique });
        for (const [value, key] of rows) store.put(value, key);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

export const shippedJournals: readonly ShippedJournal[] = [
  {
    version: 1,
    stores: [
      {
        name: 'journal',
        keyPath: 'seq',
        indexes: [
          { name: 'id', unique: true },
          { name: 'businessDay', unique: false },
          { name: 'acknowledgement', unique: false },
        ],
        rows: [
          [
            {
              seq: 1,
              id: 'a00087fb-f747-4cb8-8dfe-747d23673f27',
              hash: 'NtFHQt6iWUnZK8qMNIi4mTvAw-XC8FmYLAJ_yxQn_t4',
              jws: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImNvbnNlbnQtZXZlbnQrc2Qtand0Iiwia2lkIjoiazEwYUFHYkViWnQ4T3VNU3drSkVZdUFqdTMySnpuQkRwNi1nNlFNUXotZyJ9.eyJ0eXBlIjoiYW5zd2Vycy1naXZlbiIsInNjaGVtYSI6MSwiaWQiOiJhMDAwODdmYi1mNzQ3LTRjYjgtOGRmZS03NDdkMjM2NzNmMjciLCJjaGFpbiI6InRhYmxldC0xIiwiY2FwdHVyZWRBdCI6IjIwMjYtMTEtMjFUMTE6MDA6MDAuMDAwKzAxOjAwIiwic3RvcmUiOiJwb3J0IiwidGltZVpvbmUiOiJFdXJvcGUvUGFyaXMiLCJidXNpbmVzc0RheSI6IjIwMjYtMTEtMjEiLCJ0aWxsIjoidGlsbC0xIiwiZGV2aWNlIjoidGFibGV0LTEiLCJhcHBWZXJzaW9uIjoiMC4wLjAtdGVzdCIsImxhc3RBY2tub3dsZWRnZW1lbnQiOiJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiY29uZmlnRGlnZXN0IjoiTkF0NHMtV3hBbXVGbmdqNGN0UE5tX3MxMnNQZ0RzOG03NU9BZE5CcmdnMCIsIl9zZCI6WyJuOGtPS1h4MVo2Zi1kbEFBM0xhaW80SDdieVZxcW0xdUR6SnFQZ1NWSUFFIl0sIl9zZF9hbGciOiJzaGEtMjU2IiwiY29sbGVjdG9yIjoic2hvcHBlciIsImxvY2FsZSI6ImZyIiwibm90aWNlRGlnZXN0IjoiX29oXzk0d2tYVTJCb2lZak04ekxYOWJ1Sml2T3FRS2Q0TGRDR3g1dGEyayIsInF1ZXN0aW9uU2V0RGlnZXN0IjoiUl95VTNwQklxWHZyaUFhLTZwWC1yVDhMZDRlNnh0c0lxWVZXOG5sOVFCbyIsImFuc3dlcnMiOlt7InF1ZXN0aW9uIjoiZW1haWwtbmV3cyIsInB1cnBvc2UiOiJtYXJrZXRpbmciLCJjaGFubmVsIjoiZW1haWwiLCJsZWdhbEJhc2lzIjoiY29uc2VudCIsImFuc3dlciI6InllcyIsImluaXRpYWxTdGF0ZSI6InVuc2V0IiwidG9waWNzIjpbIm5ld3MiXSwiZnJlcXVlbmN5Ijp7Im1heCI6MiwicGVyIjoibW9udGgifX0seyJxdWVzdGlvbiI6InNtcy1ldmVudHMiLCJwdXJwb3NlIjoibWFya2V0aW5nIiwiY2hhbm5lbCI6InNtcyIsImxlZ2FsQmFzaXMiOiJjb25zZW50IiwiYW5zd2VyIjoibm8iLCJpbml0aWFsU3RhdGUiOiJ1bnNldCIsInRvcGljcyI6WyJuZXdzIl0sImZyZXF1ZW5jeSI6eyJtYXgiOjIsInBlciI6Im1vbnRoIn19LHsicXVlc3Rpb24iOiJwaG9uZS1pbnZpdGF0aW9ucyIsInB1cnBvc2UiOiJtYXJrZXRpbmciLCJjaGFubmVsIjoicGhvbmUiLCJsZWdhbEJhc2lzIjoiY29uc2VudCIsImFuc3dlciI6Im5vIiwiaW5pdGlhbFN0YXRlIjoidW5zZXQiLCJ0b3BpY3MiOlsibmV3cyJdLCJmcmVxdWVuY3kiOnsibWF4IjoyLCJwZXIiOiJtb250aCJ9fV0sImFuc3dlckxpbmtEaWdlc3QiOiJ5c1J2SDRBY3NPSzNFcEFLZ1NHNGVBMzFxTzZmdWVablpCMGVzQndoajl3Iiwic3VwZXJzZWRlcyI6bnVsbCwic2VxIjoxLCJwcmV2aW91cyI6bnVsbH0.unt4-hlMfgiqceqF3gmOQ3sfWYaWDE-BtJ1E0iETuZastJIf8QFfugASV1qhAXCGUYIQtfBXRmn4MHeQL8YHvw',
              seal: '{"ciphertext":"SNI7w9y80CZ7qYd6lcII_t12AU668LKt9yglECiLK4SZUIDK51Q0SBEH92ciKZ0KqFHu30bU67P6Zw8RD_At9Jpl8fuE5IOTcd8kviveDSI5CJska_Pr1E_oK4R6sD0BW67qfcVmBMcmb1cPsgDeF8gYxtwPfZedRaGoydIyOOzQ1CCDwgaZswkbNonFuG_BBiSCI4dYRP08fv_Qy_bRrmBWGtZ_FuphC2VvU_y2cSCbVcFd509CACKRhMHd_KayG59DR1KlnS4kvQGLIh187iTyeYA2syX6-wib7pyIE9WTb19MQ4j4lUe9D4VYo1wV9455L5h_mQGtB5o_xvSDDw","iv":"OiueK4L4NolHbze2","tag":"md4WB3DGvU8cURWqfnIOFQ","protected":"eyJlbmMiOiJBMjU2R0NNIn0","recipients":[{"encrypted_key":"jpABYdDSC5y6vgrfTpjZwumD-aEbE3lwk_Rv7g_LmqFkJo-P5YiGMw","header":{"alg":"ECDH-ES+A256KW","kid":"d61SEa9wnyWDk1V-kE0f3eoz2htQ_YAwC4Lkqxu0ly0","epk":{"x":"GkD1OIVAn67zE2b1ZurY25unVe98F95M8HTlpOdYJFY","crv":"P-256","kty":"EC","y":"euF6r6KZA9mm8syTCQmF1HMit00vpVixQth9PfLoCYc"}}},{"encrypted_key":"uyvmIxsHS-m-3eAWnHx0kMDpGju2X90fn1zNw-TUNanqSop1f05jUQ","header":{"alg":"ECDH-ES+A256KW","kid":"baWciXOmTTxgRXI3Migf0M0jmktwLQUf_gYZjQNlGVU","epk":{"x":"YX7myH6csihfgLu2huAs9DnkQMaB0zDNWBBKFDGjsag","crv":"P-256","kty":"EC","y":"x97OFgew2-AQlIGTZaaZLy3YBioK_uZ7ti_pfl8HN70"}}}]}',
              capturedAt: 1795255200000,
              businessDay: '2026-11-21',
              changes: {},
              acknowledgement: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
            },
          ],
          [
            {
              seq: 2,
              id: 'b874c5fe-3dc1-4752-893f-26b99320430c',
              hash: 'HQ2gj8IPEy49oUOvThcTL3aDYFDV3YLmdpD_4ULt5XA',
              jws: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImNvbnNlbnQtZXZlbnQrc2Qtand0Iiwia2lkIjoiazEwYUFHYkViWnQ4T3VNU3drSkVZdUFqdTMySnpuQkRwNi1nNlFNUXotZyJ9.eyJ0eXBlIjoiYW5zd2Vycy1naXZlbiIsInNjaGVtYSI6MSwiaWQiOiJiODc0YzVmZS0zZGMxLTQ3NTItODkzZi0yNmI5OTMyMDQzMGMiLCJjaGFpbiI6InRhYmxldC0xIiwiY2FwdHVyZWRBdCI6IjIwMjYtMTEtMjFUMTE6MDE6MDAuMDAwKzAxOjAwIiwic3RvcmUiOiJwb3J0IiwidGltZVpvbmUiOiJFdXJvcGUvUGFyaXMiLCJidXNpbmVzc0RheSI6IjIwMjYtMTEtMjEiLCJ0aWxsIjoidGlsbC0xIiwiZGV2aWNlIjoidGFibGV0LTEiLCJhcHBWZXJzaW9uIjoiMC4wLjAtdGVzdCIsImxhc3RBY2tub3dsZWRnZW1lbnQiOiJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiY29uZmlnRGlnZXN0IjoiTkF0NHMtV3hBbXVGbmdqNGN0UE5tX3MxMnNQZ0RzOG03NU9BZE5CcmdnMCIsIl9zZCI6W10sIl9zZF9hbGciOiJzaGEtMjU2IiwiY29sbGVjdG9yIjoic2hvcHBlciIsImxvY2FsZSI6ImZyIiwibm90aWNlRGlnZXN0IjoiX29oXzk0d2tYVTJCb2lZak04ekxYOWJ1Sml2T3FRS2Q0TGRDR3g1dGEyayIsInF1ZXN0aW9uU2V0RGlnZXN0IjoiUl95VTNwQklxWHZyaUFhLTZwWC1yVDhMZDRlNnh0c0lxWVZXOG5sOVFCbyIsImFuc3dlcnMiOlt7InF1ZXN0aW9uIjoiZW1haWwtbmV3cyIsInB1cnBvc2UiOiJtYXJrZXRpbmciLCJjaGFubmVsIjoiZW1haWwiLCJsZWdhbEJhc2lzIjoiY29uc2VudCIsImFuc3dlciI6Im5vIiwiaW5pdGlhbFN0YXRlIjoidW5zZXQiLCJ0b3BpY3MiOlsibmV3cyJdLCJmcmVxdWVuY3kiOnsibWF4IjoyLCJwZXIiOiJtb250aCJ9fSx7InF1ZXN0aW9uIjoic21zLWV2ZW50cyIsInB1cnBvc2UiOiJtYXJrZXRpbmciLCJjaGFubmVsIjoic21zIiwibGVnYWxCYXNpcyI6ImNvbnNlbnQiLCJhbnN3ZXIiOiJubyIsImluaXRpYWxTdGF0ZSI6InVuc2V0IiwidG9waWNzIjpbIm5ld3MiXSwiZnJlcXVlbmN5Ijp7Im1heCI6MiwicGVyIjoibW9udGgifX0seyJxdWVzdGlvbiI6InBob25lLWludml0YXRpb25zIiwicHVycG9zZSI6Im1hcmtldGluZyIsImNoYW5uZWwiOiJwaG9uZSIsImxlZ2FsQmFzaXMiOiJjb25zZW50IiwiYW5zd2VyIjoibm8iLCJpbml0aWFsU3RhdGUiOiJ1bnNldCIsInRvcGljcyI6WyJuZXdzIl0sImZyZXF1ZW5jeSI6eyJtYXgiOjIsInBlciI6Im1vbnRoIn19XSwiYW5zd2VyTGlua0RpZ2VzdCI6bnVsbCwic3VwZXJzZWRlcyI6bnVsbCwic2VxIjoyLCJwcmV2aW91cyI6Ik50RkhRdDZpV1VuWks4cU1OSWk0bVR2QXctWEM4Rm1ZTEFKX3l4UW5fdDQifQ.2LBRdATdnDG5MGonLMe_VRJbsNMGTq1-CefSBMRYC_tFybpPKKIhE-739Fm61xJwxJeTOm2HW7mRreVVUd4kQQ',
              seal: null,
              capturedAt: 1795255260000,
              businessDay: '2026-11-21',
              changes: {},
              acknowledgement: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
            },
          ],
          [
            {
              seq: 3,
              id: '9fdd3dfd-b766-4dad-83ec-b1ebd5ef1d0a',
              hash: 'gi2tFb4K27Hrf9I3-GOAq1U7dQCrI5dQiaIfWVt-GKs',
              jws: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImNvbnNlbnQtZXZlbnQrc2Qtand0Iiwia2lkIjoiazEwYUFHYkViWnQ4T3VNU3drSkVZdUFqdTMySnpuQkRwNi1nNlFNUXotZyJ9.eyJ0eXBlIjoiYW5zd2Vycy1naXZlbiIsInNjaGVtYSI6MSwiaWQiOiI5ZmRkM2RmZC1iNzY2LTRkYWQtODNlYy1iMWViZDVlZjFkMGEiLCJjaGFpbiI6InRhYmxldC0xIiwiY2FwdHVyZWRBdCI6IjIwMjYtMTEtMjFUMTE6MDI6MDAuMDAwKzAxOjAwIiwic3RvcmUiOiJwb3J0IiwidGltZVpvbmUiOiJFdXJvcGUvUGFyaXMiLCJidXNpbmVzc0RheSI6IjIwMjYtMTEtMjEiLCJ0aWxsIjoidGlsbC0xIiwiZGV2aWNlIjoidGFibGV0LTEiLCJhcHBWZXJzaW9uIjoiMC4wLjAtdGVzdCIsImxhc3RBY2tub3dsZWRnZW1lbnQiOiJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiY29uZmlnRGlnZXN0IjoiTkF0NHMtV3hBbXVGbmdqNGN0UE5tX3MxMnNQZ0RzOG03NU9BZE5CcmdnMCIsIl9zZCI6WyJ5dVRMYkZIeXR3WW1wbUVrNVMtdXR1ZFR6Q2RHVElUeHRpbkp6d2xBZ05vIl0sIl9zZF9hbGciOiJzaGEtMjU2IiwiY29sbGVjdG9yIjoic2hvcHBlciIsImxvY2FsZSI6ImZyIiwibm90aWNlRGlnZXN0IjoiX29oXzk0d2tYVTJCb2lZak04ekxYOWJ1Sml2T3FRS2Q0TGRDR3g1dGEyayIsInF1ZXN0aW9uU2V0RGlnZXN0IjoiUl95VTNwQklxWHZyaUFhLTZwWC1yVDhMZDRlNnh0c0lxWVZXOG5sOVFCbyIsImFuc3dlcnMiOlt7InF1ZXN0aW9uIjoiZW1haWwtbmV3cyIsInB1cnBvc2UiOiJtYXJrZXRpbmciLCJjaGFubmVsIjoiZW1haWwiLCJsZWdhbEJhc2lzIjoiY29uc2VudCIsImFuc3dlciI6InllcyIsImluaXRpYWxTdGF0ZSI6InVuc2V0IiwidG9waWNzIjpbIm5ld3MiXSwiZnJlcXVlbmN5Ijp7Im1heCI6MiwicGVyIjoibW9udGgifX0seyJxdWVzdGlvbiI6InNtcy1ldmVudHMiLCJwdXJwb3NlIjoibWFya2V0aW5nIiwiY2hhbm5lbCI6InNtcyIsImxlZ2FsQmFzaXMiOiJjb25zZW50IiwiYW5zd2VyIjoibm8iLCJpbml0aWFsU3RhdGUiOiJ1bnNldCIsInRvcGljcyI6WyJuZXdzIl0sImZyZXF1ZW5jeSI6eyJtYXgiOjIsInBlciI6Im1vbnRoIn19LHsicXVlc3Rpb24iOiJwaG9uZS1pbnZpdGF0aW9ucyIsInB1cnBvc2UiOiJtYXJrZXRpbmciLCJjaGFubmVsIjoicGhvbmUiLCJsZWdhbEJhc2lzIjoiY29uc2VudCIsImFuc3dlciI6Im5vIiwiaW5pdGlhbFN0YXRlIjoidW5zZXQiLCJ0b3BpY3MiOlsibmV3cyJdLCJmcmVxdWVuY3kiOnsibWF4IjoyLCJwZXIiOiJtb250aCJ9fV0sImFuc3dlckxpbmtEaWdlc3QiOiJ5c1J2SDRBY3NPSzNFcEFLZ1NHNGVBMzFxTzZmdWVablpCMGVzQndoajl3Iiwic3VwZXJzZWRlcyI6bnVsbCwic2VxIjozLCJwcmV2aW91cyI6IkhRMmdqOElQRXk0OW9VT3ZUaGNUTDNhRFlGRFYzWUxtZHBEXzRVTHQ1WEEifQ.D3aBUedPKwlLXDkgPaxG8qR7YAQtbQlyEvih1_nj8j_wMYl4l3V1Rxyh6WImg_pwfLHBGeas2YD-xzvR1luVYw',
              seal: '{"ciphertext":"4UtOzoToSi-Kiryxfnm6OUTErfn-2yS-FZQ23P2kT5F9T6IOwhXUm8aatugkH_3RUqcL0BQVw6gvOOxaWDF71FCQ2a5fUzxO9z4-3tb4iLku6eNczVwFEFPdD02A1EjnUGDLRDzIEjq6nJeHSKMNdSnuaQ9lx8f3bBWRrmeBwr56q3sWXk8wfroOW6qKLRYsz9vw3-HrG4vJm8LU9-bteyFulTfciaaVNS868XCuoS-_wk48D0-C_viEZfbdXH_P4Um3vwj64XkVaFsc0zXlxOqkf3SntQXt_ixORvrTTUf_9zcPUrtMfCL2DWQ-2Fb0Ube5XjGh3AjkMLtXZ4JKjg","iv":"JSybjpi6SwSEnPD_","tag":"0aaUuDT4seVztunqTQczhg","protected":"eyJlbmMiOiJBMjU2R0NNIn0","recipients":[{"encrypted_key":"UDLtTiGd2nGBfrN44y39bO-fvYrSjcG5QIzMy0KWKk5QysYYLZFo_w","header":{"alg":"ECDH-ES+A256KW","kid":"d61SEa9wnyWDk1V-kE0f3eoz2htQ_YAwC4Lkqxu0ly0","epk":{"x":"Jiulv6Fc8UoXWOmRIxVZwbrAKYtav7d4nVa6fxHArrE","crv":"P-256","kty":"EC","y":"bIZqxiEKV4G-St7Kj9o7W8xCYFyXRC8UrRGqNb7m1FI"}}},{"encrypted_key":"2e0ZU6wrHFnC6Q7QqK0plaD7XEIDeXNurXb9qHEbuWGvAd9frZUM9w","header":{"alg":"ECDH-ES+A256KW","kid":"baWciXOmTTxgRXI3Migf0M0jmktwLQUf_gYZjQNlGVU","epk":{"x":"tXu2sO-NsKMwBUlyE-5swdrDYfRCzpzHunX8Nh_2Kjc","crv":"P-256","kty":"EC","y":"4gRZFkWkKlhHCMUqZXGFugc21a-1DmGmmcDOwpxC2bk"}}}]}',
              capturedAt: 1795255320000,
              businessDay: '2026-11-21',
              changes: {},
              acknowledgement: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
            },
          ],
        ],
      },
      {
        name: 'acknowledgements',
        keyPath: 'hash',
        indexes: [{ name: 'through', unique: false }],
        rows: [
          [{ hash: 'A'.repeat(43), jws: 'first', receivedAt: 0, from: 0, through: 0 }],
          [{ hash: 'B'.repeat(43), jws: 'second', receivedAt: 1, from: 2, through: 2 }],
        ],
      },
      {
        name: 'device',
        keyPath: null,
        indexes: [],
        rows: [
          [{ device: 'tablet-1', store: 'port', till: 'till-1', publicUrl: 'https://shop.example' }, 'identity'],
          [{ ...(await testPrivateKey('tablet')), publicKey: await testPublicKey('tablet') }, 'keys'],
          [
            {
              publicKey: await testPublicKey('closing'),
              wrapped:
                'eyJhbGciOiJQQkVTMi1IUzUxMitBMjU2S1ciLCJlbmMiOiJBMjU2R0NNIiwicDJjIjo2MDAwMDAsInAycyI6Ik1SQUNSdUFLbUFMeWg0Z3VyamRabVEifQ.qMoVEYgslW9aRdLeS8HIBWRpSo7ScuhrjPcspvrd5wF7CF-TE9ScRg.RSFEPD111WtugCH-.nDnEbguO_tmwKGl17lPrkTizo8EhNMSXpf79IXfgwTN-2cRSur2JpbOe3PebpFkDfy1CYTBQjF5rPDsgmyz9zBYS919F1nnZ-W--gT85tpXSJcibzA_rNeWdUp2H6x0SJ6Q9P4zvkyrULWTxgEO1Th3pwoAbcVtmNMGEVoZRc_fXQ3-S4IdLaV0fvcLaohKgrSDJ63pyacmGkFW0mjdXLEN3y8N2SJ5sIOGai6sgRLI.RdWegYLG4_wUc9vInItpCA',
            },
            'closing',
          ],
          [
            { signing: [await testPublicKey('backEndSigning')], sealing: await testPublicKey('backEndSealing') },
            'backEndKeys',
          ],
          [{ seq: 3, hash: 'gi2tFb4K27Hrf9I3-GOAq1U7dQCrI5dQiaIfWVt-GKs' }, 'head'],
          [
            {
              mark: 2,
              apart: [{ seq: 1, reason: 'bytes-missing', acknowledged: false }],
              acknowledgement: 'B'.repeat(43),
              skew: 0,
              syncedAt: 0,
              changesHeard: 0,
              milestones: [{ through: 2, at: 1795255200000 }],
              restoredFrom: null,
              hasLost: false,
            },
            'sync',
          ],
          [{ digest: 'NAt4s-WxAmuFngj4ctPNm_s12sPgDs8m75OAdNBrgg0', text: '{}' }, 'config'],
        ],
      },
    ],
    waiting: ['NtFHQt6iWUnZK8qMNIi4mTvAw-XC8FmYLAJ_yxQn_t4', 'gi2tFb4K27Hrf9I3-GOAq1U7dQCrI5dQiaIfWVt-GKs'],
  },
];
