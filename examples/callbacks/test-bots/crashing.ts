/** Ends before it has a connection. */
console.error("this bot has no luck");
process.exit(3);
