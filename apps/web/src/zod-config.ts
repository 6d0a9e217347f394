import { z } from 'zod';

// zod's probe for `new Function` would violate the Content-Security-Policy. It happens when a schema is made, so the
// build keeps this file in one chunk with zod itself: whoever uses zod runs it first.
z.config({ jitless: true });
