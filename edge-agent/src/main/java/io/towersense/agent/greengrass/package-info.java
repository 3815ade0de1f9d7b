/**
 * The agent as a Greengrass component: all that it has to say to its nucleus and to hear from it.
 *
 * <p>How the parts go together:
 *
 * <pre>{@code
 * NucleusEnvironment environment = NucleusEnvironment.of(System.getenv());
 * ExitPolicy exits = ExitPolicy.of(folder, Boot.current().id(), clock);
 * Nucleus nucleus = Nucleus.start(environment, NucleusSettings.DEFAULTS, clock);
 * ComponentConfiguration configuration = ComponentConfiguration.of(nucleus, clock);
 * Map<String, Object> first = configuration.read(Duration.ofSeconds(30));   // then the agent starts
 * configuration.validateWith(candidate -> ...);         // empty: good; a text: refused with it
 * configuration.onChange(tree -> ...);                  // the whole, after a burst of changes
 * Uplink uplink = NucleusUplink.over(nucleus, clock);   // for Delivery
 * ShadowStore shadow = IpcShadow.of(nucleus, "environment");   // if shadow.isAvailable()
 * ComponentLife.of(nucleus).running();                  // once sampling and the outbox work
 * nucleus.absence().flatMap(absence -> exits.decide(absence, SqliteOutbox.isAwaited(folder)));  // now and then
 * // At the end: configuration.close(), uplink.close(), and the nucleus last.
 * }</pre>
 */
@NullMarked
package io.towersense.agent.greengrass;

import org.jspecify.annotations.NullMarked;
