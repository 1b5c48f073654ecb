CREATE TRIGGER logged AFTER INSERT ON animal BEGIN
  INSERT INTO log SELECT CASE WHEN new.id > 1 THEN 'end;' ELSE 'one' END;
  UPDATE log SET entry = entry || '!';
END;
INSERT INTO animal (id) VALUES (2);
VACUUM;
INSERT INTO animal (id) VALUES (3)
