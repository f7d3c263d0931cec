package org.slipway.container.internal;

/** What a site has given so far: ended transfers, failed ones among them, and bytes. */
record Site(long ended, long failed, long bytes) {
    Site plus(Site more) {
        return new Site(ended + more.ended, failed + more.failed, bytes + more.bytes);
    }
}
