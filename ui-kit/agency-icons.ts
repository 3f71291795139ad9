import {
  Briefcase,
  Building2,
  Car,
  Droplets,
  Gavel,
  HandHeart,
  HardHat,
  HeartPulse,
  House,
  IdCard,
  Landmark,
  Map as MapIcon,
  MoonStar,
  Pill,
  Plane,
  ReceiptText,
  Scale,
  ScrollText,
  Shield,
  Store,
  Zap,
} from 'lucide';
import type { IconNode } from './icon.tsx';

const icons: Readonly<Record<string, IconNode>> = {
  briefcase: Briefcase,
  car: Car,
  droplets: Droplets,
  gavel: Gavel,
  'hand-heart': HandHeart,
  'hard-hat': HardHat,
  'heart-pulse': HeartPulse,
  house: House,
  'id-card': IdCard,
  landmark: Landmark,
  map: MapIcon,
  'moon-star': MoonStar,
  pill: Pill,
  plane: Plane,
  'receipt-text': ReceiptText,
  scale: Scale,
  'scroll-text': ScrollText,
  shield: Shield,
  store: Store,
  zap: Zap,
};

/** The mark of an agency by the name in its set-up; a house for names this page does not know. */
export function agencyIcon(name: string): IconNode {
  return icons[name] ?? Building2;
}

/** Every mark that an agency can have, the house for all others first. */
export const agencyIconNames: readonly string[] = ['building', ...Object.keys(icons)];
