/** Stays up and never connects. */
setInterval(() => undefined, 60_000);
