CREATE TABLE half (n int);
INSERT INTO half VALUES (1), (2);
CREATE TABLE migri_journal (migration text NOT NULL, first_ordinal integer NOT NULL, through_ordinal integer NOT NULL, prefix_hash text NOT NULL, statements text NOT NULL, state text NOT NULL, doubtful text, objects_before text, connection_id bigint NOT NULL, noted_at timestamp with time zone NOT NULL, PRIMARY KEY (migration, first_ordinal));
INSERT INTO migri_journal VALUES ('0001_half', 0, 5, '6a8350be63afe6e3b2ea95d191d7a71ddb5ee0edec790d5421aef04863e9157b', E'35d55f9825a00f0b CREATE TABLE half (n int)\na8402858d4f1e1d2 BEGIN\n4e174ec62b615d74 INSERT INTO half VALUES (1)\n79663c1d3b43ceaf COMMIT\ndf974cad0d12d86e INSERT INTO half VALUES (2)', 'done', NULL, NULL, 24597, now());
INSERT INTO migri_journal VALUES ('0001_half', 5, 6, '2e087e8266b96b82d3a94f50ea05ac71612f37e4ea7fe1b587a302886dc47ebb', '1b19f2fca3dcd2ab VACUUM half', 'in doubt', 'VACUUM half', '', 24597, now());
