INSERT INTO exhibit (id, name, opened_on) VALUES
    (1, 'Polar station', '1987-05-01'),
    (2, 'Children''s farm; with pony rides', '1994-04-12');

INSERT INTO animal (name, species, exhibit_id) VALUES
    ('Nanuk', 'polar bear', 1),
    ('Pingu', 'Humboldt penguin', 1),
    ('Gobbler', 'turkey', 2);
