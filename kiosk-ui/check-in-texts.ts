import { texts } from '../ui-kit/language.ts';

const id = {
  title: 'Ketik kode booking Anda',
  scanHint: 'Punya QR? Dekatkan ke pemindai kiosk ini.',
  codeLabel: 'Kode booking, 8 huruf dan angka',
  codeTyped: '{count} dari 8 sudah diketik',
  go: 'Check-in',
  camera: 'Pindai dengan kamera',
  cameraTitle: 'Tunjukkan QR ke kamera',
  cameraText: 'Tahan QR booking di dalam bingkai, kira-kira satu jengkal dari kamera.',
  cameraStarts: 'Kamera sedang dinyalakan.',
  cameraPicture: 'Gambar kamera',
  cameraBroken: 'Kamera tidak dapat dipakai. Silakan ketik kodenya.',
  typeInstead: 'Ketik kode',
  takeWalkIn: 'Ambil nomor biasa',
  takeNumber: 'Ambil nomor antrean',
  checkAgain: 'Periksa kode',
  leave: 'Selesai',

  'unknown-booking': 'Kode {code} tidak dikenal',
  'unknown-booking:text':
    'Periksa lagi setiap huruf dan angkanya. Jika kodenya benar, tanyakan di meja informasi.',
  'other-building': 'Booking ini untuk gedung lain',
  'other-building:text':
    'Kode ini tidak berlaku di {building}. Periksa nama gedung pada booking Anda.',
  'booking-cancelled': 'Booking ini sudah dibatalkan',
  'booking-cancelled:text': '{name}, pukul {time}. Anda tetap dapat mengambil nomor antrean.',
  'booking-used': 'Booking ini sudah dipakai',
  'booking-used:text':
    'Nomornya {label}. Silakan menunggu sampai dipanggil. Tiketnya hilang? Tanyakan di meja informasi.',
  'booking-used:unnamed': 'Nomornya sudah diberikan. Tiketnya hilang? Tanyakan di meja informasi.',
  'booking-other-day': 'Booking ini untuk {day}',
  'booking-other-day:text':
    '{name}, pukul {time}. Check-in dibuka pada hari itu, {early} menit sebelumnya.',
  'booking-other-day:past': 'Harinya sudah lewat. Anda dapat mengambil nomor antrean sekarang.',
  'booking-too-early': 'Check-in Anda dibuka pukul {opens}',
  'booking-too-early:text':
    '{name}, booking pukul {time}. Silakan kembali ke kiosk ini mulai pukul {opens}.',
  'booking-too-late': 'Waktu booking Anda sudah lewat',
  'booking-too-late:text': '{name}, booking pukul {time}. Anda dapat menunggu dengan nomor biasa.',
  'too-many-attempts': 'Terlalu banyak kode yang salah',
  'too-many-attempts:text':
    'Kiosk ini menerima kode lagi dalam {seconds} detik. Petugas meja informasi dapat membantu.',
  'scanned-ticket': 'Ini tiket antrean, bukan booking',
  'scanned-ticket:text':
    'Nomornya sudah terdaftar: silakan menunggu sampai dipanggil. Pindai dengan ponsel untuk melihat giliran Anda.',
  'scanned-other': 'Kode ini bukan kode booking',
  'scanned-other:text':
    'Kiosk ini hanya membaca QR booking MPP. Anda dapat mengetik kodenya, atau mengambil nomor antrean.',
  bookedFor: 'Nomor Anda, booking pukul {time}',
};

const en: Readonly<Record<keyof typeof id, string>> = {
  title: 'Type your booking code',
  scanHint: 'A QR? Hold it to the scanner of this kiosk.',
  codeLabel: 'Booking code, 8 letters and figures',
  codeTyped: '{count} of 8 typed',
  go: 'Check in',
  camera: 'Scan with the camera',
  cameraTitle: 'Show the QR to the camera',
  cameraText: 'Hold the booking’s QR inside the frame, about a hand away from the camera.',
  cameraStarts: 'The camera is starting.',
  cameraPicture: 'Picture of the camera',
  cameraBroken: 'The camera cannot be used. Please type the code.',
  typeInstead: 'Type the code',
  takeWalkIn: 'Take a usual number',
  takeNumber: 'Take a queue number',
  checkAgain: 'Check the code',
  leave: 'Done',

  'unknown-booking': 'The code {code} is not known',
  'unknown-booking:text':
    'Please check every letter and figure. If the code is right, ask at the information desk.',
  'other-building': 'This booking is for another building',
  'other-building:text':
    'This code is not valid at {building}. Look for the building’s name on your booking.',
  'booking-cancelled': 'This booking was cancelled',
  'booking-cancelled:text': '{name}, at {time}. You can still take a queue number.',
  'booking-used': 'This booking was already used',
  'booking-used:text':
    'Its number is {label}. Please wait until it is called. Ticket lost? Ask at the information desk.',
  'booking-used:unnamed': 'Its number was given. Ticket lost? Ask at the information desk.',
  'booking-other-day': 'This booking is for {day}',
  'booking-other-day:text': '{name}, at {time}. Check-in opens that day, {early} minutes before.',
  'booking-other-day:past': 'That day is over. You can take a queue number now.',
  'booking-too-early': 'Your check-in opens at {opens}',
  'booking-too-early:text':
    '{name}, booked for {time}. Please come back to this kiosk from {opens}.',
  'booking-too-late': 'The time of your booking is over',
  'booking-too-late:text': '{name}, booked for {time}. You can wait with a usual number.',
  'too-many-attempts': 'Too many wrong codes',
  'too-many-attempts:text':
    'This kiosk takes codes again in {seconds} s. The information desk can help.',
  'scanned-ticket': 'This is a queue ticket, not a booking',
  'scanned-ticket:text':
    'Its number is in the queue: please wait until it is called. Scan it with a phone to see your turn.',
  'scanned-other': 'This is not a booking code',
  'scanned-other:text':
    'This kiosk only reads the QR of a booking. You can type its code, or take a queue number.',
  bookedFor: 'Your number, booked for {time}',
};

export const checkInText = texts({ id, en });
export type CheckInKey = keyof typeof id;
