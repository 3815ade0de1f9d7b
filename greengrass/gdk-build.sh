#!/bin/sh
# What "gdk component build" runs in this folder: ./tower package of the version in gdk-config.json, laid out as gdk
# wants it. gdk component publish then puts its bucket for BUCKET_NAME.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
version=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$here/gdk-config.json" | head -n 1)
rm -rf "$here/greengrass-build"
"$here/../tower" package --version "$version" --output "$here/greengrass-build"
mv "$here/greengrass-build/recipes/io.towersense.EdgeAgent-$version.yaml" "$here/greengrass-build/recipes/recipe.yaml"
