"""Forms made from what records declare: plain JSON in, plain JSON out."""
