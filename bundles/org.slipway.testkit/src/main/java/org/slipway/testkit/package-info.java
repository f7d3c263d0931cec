/**
 * The contract to test plug-ins: a manual loop with manual time, scripted downloads, and a contract class for each service
 * that every provider passes. Extend the contract class of what you implement as your first test.
 */
@Export
@Version("1.4.0")
package org.slipway.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
