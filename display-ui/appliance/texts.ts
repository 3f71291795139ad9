import { texts } from '../../ui-kit/language.ts';

/** The words of a screen that is no screen of the building yet, or that is asked which one it is. */
export const applianceText = texts({
  id: {
    title: 'Layar ini belum terdaftar',
    other: 'Komputer ini terdaftar sebagai {name}, bukan sebagai layar',
    stepOne: 'Buka {address} di komputer petugas',
    stepTwo: 'Ketik kode ini dan nama layarnya',
    code: 'Kode layar: {code}',
    ends: 'Kode baru muncul sendiri dalam {minutes}',
    fetching: 'Mengambil kode',
    silent: 'Belum tersambung ke server gedung. Mencoba terus.',
    identify: 'Layar ini bernama',
  },
  en: {
    title: 'This screen is not registered',
    other: 'This computer is registered as {name}, not as a screen',
    stepOne: 'Open {address} on a staff computer',
    stepTwo: 'Type this code and the screen’s name',
    code: 'Code of the screen: {code}',
    ends: 'A new code comes by itself in {minutes}',
    fetching: 'Fetching a code',
    silent: 'Not connected to the building’s server yet. Trying on.',
    identify: 'This screen is called',
  },
});
