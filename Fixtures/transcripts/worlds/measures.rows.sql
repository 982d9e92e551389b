INSERT INTO measure(code, owner, title, status, note) VALUES
  ('T1', '4642', 'B2-kurs', 'PAG', 'kveld'), ('T2', NULL, 'Mentor', 'PAG', 'dag');
