// libcsv 3 (Debian: libcsv-dev), LGPL-2.1. Debian ships no pkg-config file, so the module map links it.
#include <csv.h>
