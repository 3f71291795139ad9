-- A building as the first release wrote it: one day that is over, and half of the next.

INSERT INTO migration VALUES (0, '0001-the-way-of-a-ticket.sql', 'a74d80fea10d143a2d31eb4100f30f9a02fe98b1da5234e177521e3cd26b45fd');

INSERT INTO journal VALUES (1, 1772589620000, 'building-configured', 1, NULL, NULL, NULL, NULL, NULL, '{"setup":{"building":{"name":{"line1":"MPP","line2":"Kecil"},"short":"MPP Kecil","timeZone":"Asia/Makassar","languages":["id","en"],"hours":{"periods":[{"days":[1,2,3,4,5],"opens":"08:00","closes":"16:00"}],"lastTicketMinutes":30},"holidays":[],"demo":false,"sentences":[]},"rules":{"recallCooldownSeconds":10,"recallsMax":3,"noShowCallsMin":2,"noShowSecondsMin":180},"zones":[{"id":"zone","word":{"id":"Zona","en":"Zona"},"floor":{"id":"Lantai 1","en":"Lantai 1"},"colour":"biru","cloth":"kawung"}],"agencies":[{"id":"agency","code":"A","name":{"id":"Dinas","en":"Dinas"},"short":"Dinas","icon":"id-card","zoneId":"zone","hours":null}],"queues":[{"id":"qa","agencyId":"agency","name":{"id":"qa","en":"qa"},"series":"A","quotaPerDay":null,"rates":{"walk-in":1,"booked":3,"vulnerable":4},"maxWaitMinutes":60},{"id":"qb","agencyId":"agency","name":{"id":"qb","en":"qb"},"series":"B","quotaPerDay":null,"rates":{"walk-in":1,"booked":3,"vulnerable":4},"maxWaitMinutes":60}],"services":[{"id":"a1","code":"a1","agencyId":"agency","queueId":"qa","name":{"id":"a1","en":"a1"},"minutes":8,"requirements":[]},{"id":"a2","code":"a2","agencyId":"agency","queueId":"qa","name":{"id":"a2","en":"a2"},"minutes":4,"requirements":[]},{"id":"b1","code":"b1","agencyId":"agency","queueId":"qb","name":{"id":"b1","en":"b1"},"minutes":12,"requirements":[]}],"counters":[{"id":"c1","code":"1","number":1,"name":{"id":"Loket 1","en":"Loket 1"},"agencyId":"agency","zoneId":"zone","queueIds":["qa"]},{"id":"c2","code":"2","number":2,"name":{"id":"Loket 2","en":"Loket 2"},"agencyId":"agency","zoneId":"zone","queueIds":["qa","qb"]},{"id":"c3","code":"3","number":3,"name":{"id":"Loket 3","en":"Loket 3"},"agencyId":"agency","zoneId":"zone","queueIds":["qb"]}]}}');
INSERT INTO journal VALUES (2, 1772589640000, 'day-opened', 1, NULL, NULL, NULL, NULL, NULL, '{"businessDate":"2026-03-04"}');
INSERT INTO journal VALUES (3, 1772589660000, 'counter-opened', 1, NULL, NULL, 'c1', 'staff-1', NULL, '{}');
INSERT INTO journal VALUES (4, 1772589680000, 'counter-opened', 1, NULL, NULL, 'c2', 'staff-1', NULL, '{}');
INSERT INTO journal VALUES (5, 1772589700000, 'counter-opened', 1, NULL, NULL, 'c3', 'staff-1', NULL, '{}');
INSERT INTO journal VALUES (6, 1772589720000, 'ticket-issued', 1, 'day1-a', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-04","queueId":"qa","series":"A","number":1,"label":"A001","class":"walk-in","need":null,"language":"id","ref":1772589720000,"legs":[{"legId":"day1-a-1","serviceId":"a1","queueId":"qa","quote":{"p50":0,"p90":0},"ahead":0}],"print":{"jobId":6,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (7, 1772589740000, 'ticket-issued', 1, 'day1-b', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-04","queueId":"qa","series":"A","number":2,"label":"A002","class":"walk-in","need":null,"language":"id","ref":1772589740000,"legs":[{"legId":"day1-b-1","serviceId":"a1","queueId":"qa","quote":{"p50":0.5,"p90":0.5},"ahead":1},{"legId":"day1-b-2","serviceId":"b1","queueId":"qb","quote":{"p50":0,"p90":0},"ahead":0}],"print":{"jobId":7,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (8, 1772589760000, 'ticket-issued', 1, 'day1-c', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-04","queueId":"qb","series":"B","number":1,"label":"B001","class":"vulnerable","need":"elderly","language":"id","ref":1772589760000,"legs":[{"legId":"day1-c-1","serviceId":"b1","queueId":"qb","quote":{"p50":7.9,"p90":13.6},"ahead":1}],"print":{"jobId":8,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (9, 1772589780000, 'leg-called', 1, 'day1-a', 'day1-a-1', 'c1', 'staff-1', NULL, '{"reason":{"policy":"accumulating","class":"walk-in","waitedSeconds":60,"urgency":60,"passedOver":[]}}');
INSERT INTO journal VALUES (10, 1772589800000, 'leg-started', 1, 'day1-a', 'day1-a-1', 'c1', 'staff-s', NULL, '{}');
INSERT INTO journal VALUES (11, 1772589820000, 'leg-finished', 1, 'day1-a', 'day1-a-1', 'c1', 'staff-s', NULL, '{"outcome":"incomplete"}');
INSERT INTO journal VALUES (12, 1772589840000, 'leg-called', 1, 'day1-c', 'day1-c-1', 'c2', 'staff-1', NULL, '{"reason":{"policy":"accumulating","class":"vulnerable","waitedSeconds":80,"urgency":320,"passedOver":["A002"]}}');
INSERT INTO journal VALUES (13, 1772589860000, 'leg-called', 1, 'day1-b', 'day1-b-1', 'c1', 'staff-1', NULL, '{"reason":{"policy":"accumulating","class":"walk-in","waitedSeconds":120,"urgency":120,"passedOver":[]}}');
INSERT INTO journal VALUES (14, 1772589880000, 'leg-started', 1, 'day1-b', 'day1-b-1', 'c1', 'staff-s', NULL, '{}');
INSERT INTO journal VALUES (15, 1772589900000, 'counter-paused', 1, NULL, NULL, 'c3', 'staff-1', NULL, '{"reason":"meal"}');
INSERT INTO journal VALUES (16, 1772589920000, 'ticket-issued', 1, 'day1-d', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-04","queueId":"qb","series":"B","number":2,"label":"B002","class":"walk-in","need":null,"language":"id","ref":1772589920000,"legs":[{"legId":"day1-d-1","serviceId":"b1","queueId":"qb","quote":{"p50":14.7,"p90":20},"ahead":1}],"print":{"jobId":16,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (17, 1772669140000, 'leg-finished', 1, 'day1-b', 'day1-b-1', 'c1', NULL, NULL, '{"outcome":"continued"}');
INSERT INTO journal VALUES (18, 1772669140000, 'leg-expired', 1, 'day1-b', 'day1-b-2', NULL, NULL, NULL, '{}');
INSERT INTO journal VALUES (19, 1772669140000, 'leg-expired', 1, 'day1-c', 'day1-c-1', 'c2', NULL, NULL, '{}');
INSERT INTO journal VALUES (20, 1772669140000, 'leg-expired', 1, 'day1-d', 'day1-d-1', NULL, NULL, NULL, '{}');
INSERT INTO journal VALUES (21, 1772669140000, 'counter-closed', 1, NULL, NULL, 'c1', NULL, NULL, '{}');
INSERT INTO journal VALUES (22, 1772669140000, 'counter-closed', 1, NULL, NULL, 'c2', NULL, NULL, '{}');
INSERT INTO journal VALUES (23, 1772669140000, 'counter-closed', 1, NULL, NULL, 'c3', NULL, NULL, '{}');
INSERT INTO journal VALUES (24, 1772669140000, 'day-opened', 1, NULL, NULL, NULL, NULL, NULL, '{"businessDate":"2026-03-05"}');
INSERT INTO journal VALUES (25, 1772669160000, 'counter-opened', 1, NULL, NULL, 'c1', 'staff-1', NULL, '{}');
INSERT INTO journal VALUES (26, 1772669180000, 'counter-opened', 1, NULL, NULL, 'c2', 'staff-1', NULL, '{}');
INSERT INTO journal VALUES (27, 1772669200000, 'counter-opened', 1, NULL, NULL, 'c3', 'staff-1', NULL, '{}');
INSERT INTO journal VALUES (28, 1772669220000, 'ticket-issued', 1, 'a', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-05","queueId":"qa","series":"A","number":1,"label":"A001","class":"walk-in","need":null,"language":"id","ref":1772669220000,"legs":[{"legId":"a-1","serviceId":"a1","queueId":"qa","quote":{"p50":0,"p90":0},"ahead":0}],"print":{"jobId":28,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (29, 1772669240000, 'ticket-issued', 1, 'b', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-05","queueId":"qa","series":"A","number":2,"label":"A002","class":"walk-in","need":null,"language":"id","ref":1772669240000,"legs":[{"legId":"b-1","serviceId":"a1","queueId":"qa","quote":{"p50":0.5,"p90":0.5},"ahead":1},{"legId":"b-2","serviceId":"b1","queueId":"qb","quote":{"p50":0,"p90":0},"ahead":0}],"print":{"jobId":29,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (30, 1772669260000, 'ticket-issued', 1, 'c', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-05","queueId":"qb","series":"B","number":1,"label":"B001","class":"vulnerable","need":"elderly","language":"id","ref":1772669260000,"legs":[{"legId":"c-1","serviceId":"b1","queueId":"qb","quote":{"p50":7.6,"p90":12.6},"ahead":1}],"print":{"jobId":30,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (31, 1772669280000, 'ticket-issued', 1, 'd', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-05","queueId":"qa","series":"A","number":3,"label":"A003","class":"walk-in","need":null,"language":"id","ref":1772669280000,"legs":[{"legId":"d-1","serviceId":"a2","queueId":"qa","quote":{"p50":10.7,"p90":14.6},"ahead":2}],"print":{"jobId":31,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (32, 1772669300000, 'ticket-issued', 1, 'e', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-05","queueId":"qa","series":"A","number":4,"label":"A004","class":"walk-in","need":null,"language":"en","ref":1772669300000,"legs":[{"legId":"e-1","serviceId":"a1","queueId":"qa","quote":{"p50":13.8,"p90":18.9},"ahead":3}],"print":{"jobId":32,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (33, 1772669320000, 'ticket-issued', 1, 'f', NULL, NULL, NULL, 'kiosk-1', '{"businessDate":"2026-03-05","queueId":"qb","series":"B","number":2,"label":"B002","class":"walk-in","need":null,"language":"id","ref":1772669320000,"legs":[{"legId":"f-1","serviceId":"b1","queueId":"qb","quote":{"p50":11.2,"p90":17.2},"ahead":2}],"print":{"jobId":33,"printerId":"printer-1"}}');
INSERT INTO journal VALUES (34, 1772669340000, 'leg-called', 1, 'a', 'a-1', 'c1', 'staff-1', NULL, '{"reason":{"policy":"accumulating","class":"walk-in","waitedSeconds":120,"urgency":120,"passedOver":[]}}');
INSERT INTO journal VALUES (35, 1772669360000, 'leg-recalled', 1, 'a', 'a-1', 'c1', 'staff-s', NULL, '{"calls":2}');
INSERT INTO journal VALUES (36, 1772669560000, 'leg-no-show', 1, 'a', 'a-1', 'c1', 'staff-s', NULL, '{"calls":2}');
INSERT INTO journal VALUES (37, 1772669580000, 'leg-called', 1, 'b', 'b-1', 'c1', 'staff-1', NULL, '{"reason":{"policy":"accumulating","class":"walk-in","waitedSeconds":340,"urgency":340,"passedOver":[]}}');
INSERT INTO journal VALUES (38, 1772669600000, 'leg-started', 1, 'b', 'b-1', 'c1', 'staff-s', NULL, '{}');
INSERT INTO journal VALUES (39, 1772669620000, 'leg-finished', 1, 'b', 'b-1', 'c1', 'staff-s', NULL, '{"outcome":"completed"}');
INSERT INTO journal VALUES (40, 1772669640000, 'leg-called', 1, 'c', 'c-1', 'c3', 'staff-1', NULL, '{"reason":{"policy":"accumulating","class":"vulnerable","waitedSeconds":380,"urgency":1520,"passedOver":["A002"]}}');
INSERT INTO journal VALUES (41, 1772669660000, 'leg-started', 1, 'c', 'c-1', 'c3', 'staff-s', NULL, '{}');
INSERT INTO journal VALUES (42, 1772669680000, 'leg-called', 1, 'e', 'e-1', 'c2', 'staff-1', NULL, '{"reason":{"policy":"chosen","class":"walk-in","waitedSeconds":380,"urgency":380,"passedOver":["A002","A003"]}}');
INSERT INTO journal VALUES (43, 1772669700000, 'leg-cancelled', 1, 'd', 'd-1', NULL, 'staff-s', NULL, '{"by":"staff","state":"waiting"}');
INSERT INTO journal VALUES (44, 1772669720000, 'counter-closed', 1, NULL, NULL, 'c1', 'staff-1', NULL, '{}');
INSERT INTO journal VALUES (45, 1772669740000, 'print-started', 1, NULL, NULL, NULL, NULL, NULL, '{"jobId":33}');
INSERT INTO journal VALUES (46, 1772669760000, 'print-ended', 1, NULL, NULL, NULL, NULL, NULL, '{"jobId":33,"outcome":"printed","fault":null}');

DELETE FROM followed;
INSERT INTO followed VALUES (1, 46);

INSERT INTO setup VALUES (1, 1, '{"building":{"name":{"line1":"MPP","line2":"Kecil"},"short":"MPP Kecil","timeZone":"Asia/Makassar","languages":["id","en"],"hours":{"periods":[{"days":[1,2,3,4,5],"opens":"08:00","closes":"16:00"}],"lastTicketMinutes":30},"holidays":[],"demo":false,"sentences":[]},"rules":{"recallCooldownSeconds":10,"recallsMax":3,"noShowCallsMin":2,"noShowSecondsMin":180},"zones":[{"id":"zone","word":{"id":"Zona","en":"Zona"},"floor":{"id":"Lantai 1","en":"Lantai 1"},"colour":"biru","cloth":"kawung"}],"agencies":[{"id":"agency","code":"A","name":{"id":"Dinas","en":"Dinas"},"short":"Dinas","icon":"id-card","zoneId":"zone","hours":null}],"queues":[{"id":"qa","agencyId":"agency","name":{"id":"qa","en":"qa"},"series":"A","quotaPerDay":null,"rates":{"walk-in":1,"booked":3,"vulnerable":4},"maxWaitMinutes":60},{"id":"qb","agencyId":"agency","name":{"id":"qb","en":"qb"},"series":"B","quotaPerDay":null,"rates":{"walk-in":1,"booked":3,"vulnerable":4},"maxWaitMinutes":60}],"services":[{"id":"a1","code":"a1","agencyId":"agency","queueId":"qa","name":{"id":"a1","en":"a1"},"minutes":8,"requirements":[]},{"id":"a2","code":"a2","agencyId":"agency","queueId":"qa","name":{"id":"a2","en":"a2"},"minutes":4,"requirements":[]},{"id":"b1","code":"b1","agencyId":"agency","queueId":"qb","name":{"id":"b1","en":"b1"},"minutes":12,"requirements":[]}],"counters":[{"id":"c1","code":"1","number":1,"name":{"id":"Loket 1","en":"Loket 1"},"agencyId":"agency","zoneId":"zone","queueIds":["qa"]},{"id":"c2","code":"2","number":2,"name":{"id":"Loket 2","en":"Loket 2"},"agencyId":"agency","zoneId":"zone","queueIds":["qa","qb"]},{"id":"c3","code":"3","number":3,"name":{"id":"Loket 3","en":"Loket 3"},"agencyId":"agency","zoneId":"zone","queueIds":["qb"]}]}');

INSERT INTO business_day VALUES ('2026-03-04', 1772589640000, 2);
INSERT INTO business_day VALUES ('2026-03-05', 1772669140000, 24);

INSERT INTO visit VALUES ('day1-a', '2026-03-04', 'A', 1, 'A001', 'walk-in', NULL, 'id', 1772589720000, 'kiosk-1');
INSERT INTO visit VALUES ('day1-c', '2026-03-04', 'B', 1, 'B001', 'vulnerable', 'elderly', 'id', 1772589760000, 'kiosk-1');
INSERT INTO visit VALUES ('day1-b', '2026-03-04', 'A', 2, 'A002', 'walk-in', NULL, 'id', 1772589740000, 'kiosk-1');
INSERT INTO visit VALUES ('day1-d', '2026-03-04', 'B', 2, 'B002', 'walk-in', NULL, 'id', 1772589920000, 'kiosk-1');
INSERT INTO visit VALUES ('a', '2026-03-05', 'A', 1, 'A001', 'walk-in', NULL, 'id', 1772669220000, 'kiosk-1');
INSERT INTO visit VALUES ('c', '2026-03-05', 'B', 1, 'B001', 'vulnerable', 'elderly', 'id', 1772669260000, 'kiosk-1');
INSERT INTO visit VALUES ('b', '2026-03-05', 'A', 2, 'A002', 'walk-in', NULL, 'id', 1772669240000, 'kiosk-1');
INSERT INTO visit VALUES ('f', '2026-03-05', 'B', 2, 'B002', 'walk-in', NULL, 'id', 1772669320000, 'kiosk-1');
INSERT INTO visit VALUES ('d', '2026-03-05', 'A', 3, 'A003', 'walk-in', NULL, 'id', 1772669280000, 'kiosk-1');
INSERT INTO visit VALUES ('e', '2026-03-05', 'A', 4, 'A004', 'walk-in', NULL, 'en', 1772669300000, 'kiosk-1');

INSERT INTO leg VALUES ('a-1', 'a', 'a1', 'qa', 1772669220000, 1772669220000, 0, 0, 0, 'no-show', 'c1', 1772669340000, 1772669360000, 2, '{"policy":"accumulating","class":"walk-in","waitedSeconds":120,"urgency":120,"passedOver":[]}', NULL, 1772669560000, NULL);
INSERT INTO leg VALUES ('b-1', 'b', 'a1', 'qa', 1772669240000, 1772669240000, 0.5, 0.5, 1, 'done', 'c1', 1772669580000, 1772669580000, 1, '{"policy":"accumulating","class":"walk-in","waitedSeconds":340,"urgency":340,"passedOver":[]}', 1772669600000, 1772669620000, 'completed');
INSERT INTO leg VALUES ('b-2', 'b', 'b1', 'qb', 1772669240000, 1772669240000, 0, 0, 0, 'waiting', NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL);
INSERT INTO leg VALUES ('c-1', 'c', 'b1', 'qb', 1772669260000, 1772669260000, 7.6, 12.6, 1, 'serving', 'c3', 1772669640000, 1772669640000, 1, '{"policy":"accumulating","class":"vulnerable","waitedSeconds":380,"urgency":1520,"passedOver":["A002"]}', 1772669660000, NULL, NULL);
INSERT INTO leg VALUES ('d-1', 'd', 'a2', 'qa', 1772669280000, 1772669280000, 10.7, 14.6, 2, 'cancelled', NULL, NULL, NULL, 0, NULL, NULL, 1772669700000, 'staff');
INSERT INTO leg VALUES ('day1-a-1', 'day1-a', 'a1', 'qa', 1772589720000, 1772589720000, 0, 0, 0, 'done', 'c1', 1772589780000, 1772589780000, 1, '{"policy":"accumulating","class":"walk-in","waitedSeconds":60,"urgency":60,"passedOver":[]}', 1772589800000, 1772589820000, 'incomplete');
INSERT INTO leg VALUES ('day1-b-1', 'day1-b', 'a1', 'qa', 1772589740000, 1772589740000, 0.5, 0.5, 1, 'done', 'c1', 1772589860000, 1772589860000, 1, '{"policy":"accumulating","class":"walk-in","waitedSeconds":120,"urgency":120,"passedOver":[]}', 1772589880000, 1772669140000, 'continued');
INSERT INTO leg VALUES ('day1-b-2', 'day1-b', 'b1', 'qb', 1772589740000, 1772589740000, 0, 0, 0, 'expired', NULL, NULL, NULL, 0, NULL, NULL, 1772669140000, NULL);
INSERT INTO leg VALUES ('day1-c-1', 'day1-c', 'b1', 'qb', 1772589760000, 1772589760000, 7.9, 13.6, 1, 'expired', 'c2', 1772589840000, 1772589840000, 1, '{"policy":"accumulating","class":"vulnerable","waitedSeconds":80,"urgency":320,"passedOver":["A002"]}', NULL, 1772669140000, NULL);
INSERT INTO leg VALUES ('day1-d-1', 'day1-d', 'b1', 'qb', 1772589920000, 1772589920000, 14.7, 20, 1, 'expired', NULL, NULL, NULL, 0, NULL, NULL, 1772669140000, NULL);
INSERT INTO leg VALUES ('e-1', 'e', 'a1', 'qa', 1772669300000, 1772669300000, 13.8, 18.9, 3, 'called', 'c2', 1772669680000, 1772669680000, 1, '{"policy":"chosen","class":"walk-in","waitedSeconds":380,"urgency":380,"passedOver":["A002","A003"]}', NULL, NULL, NULL);
INSERT INTO leg VALUES ('f-1', 'f', 'b1', 'qb', 1772669320000, 1772669320000, 11.2, 17.2, 2, 'waiting', NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL);

INSERT INTO counter_state VALUES ('c1', 'closed', 1772669720000, NULL);
INSERT INTO counter_state VALUES ('c2', 'open', 1772669180000, NULL);
INSERT INTO counter_state VALUES ('c3', 'open', 1772669200000, NULL);

INSERT INTO print_job VALUES (6, 'day1-a', 'printer-1', 'queued', 1772589720000, NULL, NULL, NULL);
INSERT INTO print_job VALUES (7, 'day1-b', 'printer-1', 'queued', 1772589740000, NULL, NULL, NULL);
INSERT INTO print_job VALUES (8, 'day1-c', 'printer-1', 'queued', 1772589760000, NULL, NULL, NULL);
INSERT INTO print_job VALUES (16, 'day1-d', 'printer-1', 'queued', 1772589920000, NULL, NULL, NULL);
INSERT INTO print_job VALUES (28, 'a', 'printer-1', 'queued', 1772669220000, NULL, NULL, NULL);
INSERT INTO print_job VALUES (29, 'b', 'printer-1', 'queued', 1772669240000, NULL, NULL, NULL);
INSERT INTO print_job VALUES (30, 'c', 'printer-1', 'queued', 1772669260000, NULL, NULL, NULL);
INSERT INTO print_job VALUES (31, 'd', 'printer-1', 'queued', 1772669280000, NULL, NULL, NULL);
INSERT INTO print_job VALUES (32, 'e', 'printer-1', 'queued', 1772669300000, NULL, NULL, NULL);
INSERT INTO print_job VALUES (33, 'f', 'printer-1', 'printed', 1772669320000, 1772669740000, 1772669760000, NULL);
