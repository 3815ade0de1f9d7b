package io.towersense.local.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what at the broker: over MQTT everybody whom TLS let in, except what {@link Gateway#maySubscribe} excepts;
 * over the core protocol only who knows the secret.
 */
final class BrokerAccess implements ActiveMQSecurityManager5 {
    private static final UserPrincipal GATEWAY = new UserPrincipal("gateway");
    private static final Subject SERVICES =
            new Subject(true, Set.of(new UserPrincipal("services")), Set.of(), Set.of());

    private final byte[] secret;

    BrokerAccess(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    @SuppressWarnings("NullAway") // null is how this interface refuses
    public Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String domain) {
        if (connection instanceof MQTTConnection mqtt) {
            Gateway gateway = new Gateway(String.valueOf(mqtt.getClientID()));
            return new Subject(true, Set.of(GATEWAY, gateway), Set.of(), Set.of());
        }
        return knowsSecret(password) ? SERVICES : null;
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        boolean subscribes = check == CheckType.CONSUME || check == CheckType.CREATE_DURABLE_QUEUE;
        return !subscribes
                || subject.equals(SERVICES)
                || subject.getPrincipals(Gateway.class).stream()
                        .allMatch(gateway -> gateway.maySubscribe(CompositeAddress.extractAddressName(address)));
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return knowsSecret(password);
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType check) {
        return knowsSecret(password);
    }

    private boolean knowsSecret(@Nullable String password) {
        return password != null && MessageDigest.isEqual(secret, password.getBytes(StandardCharsets.UTF_8));
    }
}
