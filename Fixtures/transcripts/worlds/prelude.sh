# What the quiet steps (%) of the stories know. Sourced by /bin/sh in the folder of the story.
set -e

# join MEMBER: a replica for the member, and its request.
join() {
  samband join charter.json "$1.sqlite" --member "$1" --request-out "$1.request.json" >/dev/null
}

# on MEMBER SQL: an edit with another program.
on() {
  sqlite3 -bail "$1.sqlite" "$2"
}

# week [MEMBER…]: everybody exchanges through the shared folder, twice round.
week() {
  for member in ${*:-region laerdal vik region laerdal vik}; do
    samband sync shared --replica "$member.sqlite" >/dev/null
  done
}

# found WORLD: a region, Lærdal and Vik, who are admitted, over the tables and rules of a world.
found() {
  cp "$WORLDS/$1.sql" schema.sql
  cp "$WORLDS/$1.json" rules.json
  samband found region.sqlite --name Sogn --schema schema.sql --rules rules.json \
    --coordinator region=Regionrådet --member laerdal:4642=Lærdal --member vik=Vik \
    --language "$LANGUAGE_OF_STORY" --charter-out charter.json >/dev/null
  join laerdal
  join vik
  samband admit laerdal.request.json vik.request.json --yes --replica region.sqlite >/dev/null
  if [ -f "$WORLDS/$1.rows.sql" ]; then sqlite3 -bail region.sqlite <"$WORLDS/$1.rows.sql"; fi
  week
}
