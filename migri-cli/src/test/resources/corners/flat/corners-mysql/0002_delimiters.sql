# Several delimiters; and a comment of each kind
DELIMITER $$
CREATE PROCEDURE one()
BEGIN
  DECLARE n int DEFAULT 1;
  IF n = 1 THEN SET n = 2; END IF;
END$$
delimiter //
CREATE TRIGGER counted BEFORE INSERT ON animal FOR EACH ROW
BEGIN
  SET NEW.id = NEW.id + 100; -- $$ is text here
END//
DELIMITER ;
INSERT INTO animal (id) VALUES (4); INSERT INTO animal (id) VALUES (5-- 1
);
CALL one()
