#!/bin/sh
echo "app: $*"
echo "GREETING=$GREETING"
