INSERT INTO shelf(id, tags, amount) VALUES ('S1', '["a"]', 5);
INSERT INTO seat VALUES ('Nord', 3, 'Kari');
