"""What the pages ask: fields, their words, what makes them readable. The rules of the matter live below."""
