CREATE TABLE half (n int);
INSERT INTO half VALUES (1), (2);
CREATE TABLE migri_journal (migration clob not null, first_ordinal int not null, through_ordinal int not null, prefix_hash clob not null, statements clob not null, state clob not null, doubtful clob null, objects_before clob null, connection_id int8 not null, noted_at clob not null, primary key (migration, first_ordinal));
INSERT INTO migri_journal VALUES ('0001_half', 0, 5, '6a8350be63afe6e3b2ea95d191d7a71ddb5ee0edec790d5421aef04863e9157b', replace('35d55f9825a00f0b CREATE TABLE half (n int)\na8402858d4f1e1d2 BEGIN\n4e174ec62b615d74 INSERT INTO half VALUES (1)\n79663c1d3b43ceaf COMMIT\ndf974cad0d12d86e INSERT INTO half VALUES (2)', '\n', char(10)), 'done', NULL, NULL, 24995, '2026-11-30 09:43:41');
INSERT INTO migri_journal VALUES ('0001_half', 5, 6, '9c0d1bd50e75fcb146ae720a99e02bcde500885d73a5ac2b922d9c346fff71a4', '0a4540e8c33c7122 VACUUM', 'in doubt', 'VACUUM', '1', 24995, '2026-11-30 09:43:41');
