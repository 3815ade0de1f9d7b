package io.towersense.local.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A broker's options in Artemis' own terms. */
final class BrokerConfiguration {
    static final String MQTT = "mqtt";
    static final String CORE = "core";

    /** The packet size that AWS IoT announces: the payload's limit, and room for topic and properties. */
    private static final int LARGEST_PACKET = 149_504;

    private static final long BYTES_IN_MEMORY = 64L << 20;
    private static final int JOURNAL_FILE = 4 << 20;

    private BrokerConfiguration() {}

    static Configuration of(BrokerOptions options, SubscriptionAccess access, Optional<BrokerKeys> keys) {
        Configuration configuration = new ConfigurationImpl()
                .setName("towersense-" + options.port())
                .setSecurityEnabled(true)
                .setAuthenticationCacheSize(0)
                .setAuthorizationCacheSize(0)
                .setJMXManagementEnabled(false)
                .setCriticalAnalyzer(false)
                .setMaxDiskUsage(-1)
                .setWildCardConfiguration(mqttWildcards())
                .addAcceptorConfiguration(acceptor(MQTT, options.port(), mqtt(keys)))
                .addAcceptorConfiguration(acceptor(CORE, access.port(), Map.of()))
                .addAddressSetting("#", addressSettings(options.journal()));
        options.subscriptions()
                .forEach((name, filter) -> configuration.addQueueConfiguration(QueueConfiguration.of(name)
                        .setAddress(filter)
                        .setRoutingType(RoutingType.MULTICAST)
                        .setDurable(true)
                        .setAutoDelete(false)));
        options.journal().ifPresentOrElse(folder -> journal(configuration, folder), () -> inMemory(configuration));
        return configuration;
    }

    /** An MQTT topic is an address as it stands: nothing is translated, so nothing can be translated wrongly. */
    private static WildcardConfiguration mqttWildcards() {
        return new WildcardConfiguration().setDelimiter('/').setSingleWord('+').setAnyWords('#');
    }

    private static AddressSettings addressSettings(Optional<Path> journal) {
        AddressSettings settings = new AddressSettings();
        if (journal.isPresent()) {
            settings.setMaxSizeBytes(BYTES_IN_MEMORY).setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
        }
        return settings.setMaxDeliveryAttempts(-1).setAutoDeleteAddresses(true);
    }

    private static Map<String, Object> mqtt(Optional<BrokerKeys> keys) {
        return keys.<Map<String, Object>>map(files -> Map.of(
                        TransportConstants.SSL_ENABLED_PROP_NAME,
                        true,
                        TransportConstants.SSL_HANDSHAKE_TIMEOUT,
                        3,
                        TransportConstants.NEED_CLIENT_AUTH_PROP_NAME,
                        true,
                        TransportConstants.ENABLED_PROTOCOLS_PROP_NAME,
                        "TLSv1.2,TLSv1.3",
                        TransportConstants.KEYSTORE_TYPE_PROP_NAME,
                        "PKCS12",
                        TransportConstants.KEYSTORE_PATH_PROP_NAME,
                        files.identity().toString(),
                        TransportConstants.KEYSTORE_PASSWORD_PROP_NAME,
                        files.password(),
                        TransportConstants.TRUSTSTORE_TYPE_PROP_NAME,
                        "PKCS12",
                        TransportConstants.TRUSTSTORE_PATH_PROP_NAME,
                        files.authorities().toString(),
                        TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME,
                        files.password()))
                .orElse(Map.of());
    }

    private static TransportConfiguration acceptor(String name, int port, Map<String, Object> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put(TransportConstants.HOST_PROP_NAME, "127.0.0.1");
        parameters.put(TransportConstants.PORT_PROP_NAME, port);
        parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, name.toUpperCase(Locale.ROOT));
        parameters.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
        parameters.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
        Map<String, Object> protocol = name.equals(MQTT)
                ? Map.of("maximumPacketSize", LARGEST_PACKET, "closeMqttConnectionOnPublishAuthorizationFailure", true)
                : Map.of();
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, name, protocol);
    }

    private static void inMemory(Configuration configuration) {
        configuration.setPersistenceEnabled(false);
    }

    private static void journal(Configuration configuration, Path folder) {
        configuration
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalFileSize(JOURNAL_FILE)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString());
    }
}
