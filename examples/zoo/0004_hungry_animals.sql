/* The keepers' list: whoever got the least comes first. */
CREATE VIEW hungry_animal AS
SELECT animal.name, exhibit.name AS exhibit, coalesce(sum(feeding.grams), 0) AS grams
FROM animal
JOIN exhibit ON exhibit.id = animal.exhibit_id
LEFT JOIN feeding ON feeding.animal_id = animal.id
GROUP BY animal.id
ORDER BY grams, animal.name;

INSERT INTO feeding (animal_id, food, grams)
SELECT id, 'herring', 400 FROM animal WHERE species LIKE '%penguin';
