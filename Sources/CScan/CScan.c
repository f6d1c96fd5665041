// All of the module is in its header; a target needs a source file.
#include "CScan.h"
