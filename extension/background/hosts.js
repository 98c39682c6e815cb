// Where listing pictures may be fetched from: AliExpress's image network, and the demonstration on this machine.

export const IMAGE_HOSTS = /^https:\/\/(?:[a-z0-9-]+\.)*(?:aliexpress-media\.com|alicdn\.com)\/|^http:\/\/127\.0\.0\.1(?::\d+)?\/markwarden-demo\//;
