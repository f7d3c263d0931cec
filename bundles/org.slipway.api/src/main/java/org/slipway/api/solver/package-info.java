/**
 * The contract to choose one implementation for each role. The solver is pure: it sees the world only through a
 * {@link org.slipway.api.solver.Snapshot} and gives the same answer for the same snapshot. To only change what is preferred,
 * register a {@link org.slipway.api.solver.RankingRule}: it is far less work. Why something was chosen and something else
 * not is told afterwards by the {@link org.slipway.api.solver.Reasoner}, whoever has chosen.
 *
 * <p>Called off the loop.
 *
 * <p>A solver that fails, does not come back or answers another question is named, and the next one asked, unless it was asked
 * for by its name; a rule that fails is left out. {@code SolverContract} and {@code RankingRuleContract} of the testkit are
 * their first tests, the examples {@code oldest} and {@code freedom} are to copy from.
 */
@Export
@Version("2.0.0")
package org.slipway.api.solver;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
