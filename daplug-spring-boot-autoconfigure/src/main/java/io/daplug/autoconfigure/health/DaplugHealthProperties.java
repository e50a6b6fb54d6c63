package io.daplug.autoconfigure.health;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the health is down.
 *
 * @param stallAfter How long a source or a listener may make no progress although changes
 * wait.
 */
@ConfigurationProperties("daplug.health")
record DaplugHealthProperties(@DefaultValue("5m") Duration stallAfter) {

}
