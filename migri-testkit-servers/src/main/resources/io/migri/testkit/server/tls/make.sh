#!/bin/sh
# Makes the certificates and keys beside it anew, with OpenSSL 3. They are for tests alone and open nothing.
set -eu
cd "$(dirname "$0")"
rm -f -- *.pem
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
days=36500

# certificate NAME SUBJECT-ALTERNATIVE-NAMES AUTHORITY KEY-TYPE...
certificate() {
    name=$1 names=$2 authority=$3
    shift 3
    openssl req -new -newkey "$@" -nodes -subj "/CN=$name" -keyout "$work/$name.key" -out "$work/$name.csr"
    printf '%s\n' "$names" >"$work/extensions"
    openssl x509 -req -in "$work/$name.csr" -CA "$work/$authority.crt" -CAkey "$work/$authority.key" \
        -CAcreateserial -days $days -extfile "$work/extensions" -out "$work/$name.crt"
}

for name in authority stranger; do
    openssl req -x509 -newkey rsa:2048 -nodes -subj "/CN=$name" -days $days \
        -keyout "$work/$name.key" -out "$work/$name.crt"
done
certificate intermediate basicConstraints=critical,CA:TRUE authority rsa:2048
certificate server subjectAltName=DNS:localhost,IP:127.0.0.1 authority rsa:2048
certificate elsewhere subjectAltName=DNS:db.example.com authority rsa:2048
certificate client basicConstraints=CA:FALSE intermediate rsa:2048
certificate curve basicConstraints=CA:FALSE authority ec -pkeyopt ec_paramgen_curve:prime256v1
certificate edwards basicConstraints=CA:FALSE authority ed25519

cp "$work/authority.crt" authority.pem
cp "$work/stranger.crt" stranger.pem
# As openssl x509 -text has it, with words around it.
openssl x509 -in "$work/stranger.crt" -text >both-authorities.pem
cat "$work/authority.crt" >>both-authorities.pem
for name in server elsewhere curve edwards; do cp "$work/$name.crt" $name-cert.pem; done
for name in server elsewhere edwards client; do cp "$work/$name.key" $name-key.pem; done
# The authority in between stands last, behind one that has nothing to do with it.
cat "$work/client.crt" "$work/stranger.crt" "$work/intermediate.crt" >client-cert.pem
cat "$work/client.key" client-cert.pem >client.pem
openssl pkey -in "$work/client.key" -traditional -out client-key-pkcs1.pem
openssl pkey -in "$work/client.key" -aes256 -passout pass:secret -out client-key-encrypted.pem
openssl rsa -in "$work/client.key" -traditional -aes256 -passout pass:secret -out client-key-encrypted-pkcs1.pem
openssl ecparam -name prime256v1 >curve-key.pem
openssl pkey -in "$work/curve.key" -traditional >>curve-key.pem
