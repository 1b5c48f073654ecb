CREATE TABLE animal (id int);
