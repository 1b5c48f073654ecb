--
-- As pg_dump writes it: commands of psql, an empty search path, rows behind COPY.
--
\restrict corner

SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.animal (
    id integer NOT NULL,
    name text -- with a ; in a comment
);

COPY public.animal (id, name) FROM stdin;
1	one; two
2	it's \\ here
3	\N
\.

ALTER TABLE ONLY public.animal ADD CONSTRAINT animal_pkey PRIMARY KEY (id);

\unrestrict corner
