"""From a supplier's file to lines with addresses, and from lines to terms."""
