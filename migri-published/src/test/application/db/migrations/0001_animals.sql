create table animal (id integer primary key);
