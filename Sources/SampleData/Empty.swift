// This module has nothing to do yet.
